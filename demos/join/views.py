"""A phone in the class: it types the code or reads it from the screen, joins, and has one big button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from demos.join.forms import CodeForm
from demos.join.phone import phone_of
from demos.limits import try_later
from demos.present import classes
from demos.present.classes import ClassFull
from demos.present.guessing import Secret, TooManyGuesses, begin_guess
from demos.present.models import Guest, LiveClass
from demos.stage import phones
from demos.stage.live import Unreached
from demos.stage.phones import Phone
from demos.visitors import visitor_of, with_visitor

NO_MORE_LOOKS = 286  # htmx takes the answer and asks no more
WRONG = "There is no class with this code now. Look at the screen again."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """Where the code is typed."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "demos/join/join.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        found = _guess(request, form.cleaned_data["code"])
    except TooManyGuesses as error:
        return try_later(request, error.seconds)
    if not found:
        form.add_error("code", WRONG)
        return render(request, "demos/join/join.html", {"form": form}, status=422)
    return redirect("demos:join_class", found.code)


@require_http_methods(["GET", "HEAD", "POST"])
@with_visitor
@never_cache
def join_class(request: HttpRequest, code: str) -> HttpResponse:
    """The phone's page: first to join (POST), then with its button."""
    if guest := _guest(request, code):
        return _phone(request, guest)
    if classes.is_over(code, timezone.now()):
        return _over(request)
    if "HX-Request" in request.headers:  # a phone that looks again, and has no seat any more
        return HttpResponse(headers={"HX-Refresh": "true"})
    try:
        found = _guess(request, code)
    except TooManyGuesses as error:
        return try_later(request, error.seconds)
    if not found:
        return render(request, "demos/join/over.html", {"words": WRONG}, status=404)
    return _let_in(request, found) if request.method == "POST" else render(request, "demos/join/door.html")


@require_POST
@never_cache
def join_press(request: HttpRequest, code: str) -> HttpResponse:
    """The big button: this phone's photo goes up with the load that is on, or with the next one."""
    guest = _guest(request, code)
    if guest is None:
        return redirect("demos:join_class", code)
    try:
        phones.press(Phone(guest.pk, guest.visitor))
    except Unreached:
        return _phone(request, guest, trouble="The stage cannot be reached now. Press again in a moment.")
    return _phone(request, guest) if "HX-Request" in request.headers else redirect("demos:join_class", code)


def _guest(request: HttpRequest, code: str) -> Guest | None:
    return classes.guest_of(code, visitor_of(request), timezone.now())


def _guess(request: HttpRequest, code: str) -> LiveClass | None:
    """Raises TooManyGuesses."""
    guess = begin_guess(request, Secret.CODE, timezone.now())
    found = classes.find_class(code, timezone.now())
    if found or classes.was_a_class(code):  # its phones look again when it is over
        guess.delete()
    return found


def _let_in(request: HttpRequest, live_class: LiveClass) -> HttpResponse:
    try:
        classes.join_class(live_class, visitor_of(request), timezone.now())
    except ClassFull:
        words = f"The class has all the {classes.MOST_GUESTS} phones that it may."
        return render(request, "demos/join/over.html", {"words": words}, status=429)
    return redirect("demos:join_class", live_class.code)


def _over(request: HttpRequest) -> HttpResponse:
    """The class is over. A phone that looks again keeps its waits: only its page still has them."""
    if "HX-Request" in request.headers:
        response = render(request, "demos/join/ended.html#now", status=NO_MORE_LOOKS)
        response["HX-Retarget"] = "#seat-now"
        response["HX-Reswap"] = "outerHTML"
    else:
        response = render(request, "demos/join/ended.html")
    patch_vary_headers(response, ["HX-Request"])
    return response


def _phone(request: HttpRequest, guest: Guest, *, trouble: str = "") -> HttpResponse:
    template = "demos/join/phone.html#seat" if "HX-Request" in request.headers else "demos/join/phone.html"
    response = render(request, template, {"guest": guest, "phone": phone_of(guest), "trouble": trouble})
    patch_vary_headers(response, ["HX-Request"])
    return response
