"""Everything that the site knows of somebody: told whole, and deleted whole."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from learners.belongings import all_belongings, rows
from learners.current import learner_id
from learners.models import Learner, User
from learners.sessions import end_sessions_of

# The id is the site's own number; what opens the account is nobody's to see, not even the owner's.
NOT_TOLD = ("id", "password")


class KnownByBrowser(Protocol):
    """A module that knows a browser by a cookie of its own, as settings.KNOWN_BY_BROWSER names them."""

    def tell(self, request: HttpRequest) -> Any: ...

    def counts(self, request: HttpRequest) -> Mapping[str, int]: ...

    def forget(self, request: HttpRequest) -> None: ...

    COOKIE: str


def tell(request: HttpRequest) -> dict[str, Any]:
    """All of it, room by room, as values that Django's JSON encoder takes."""
    learner = _learner(request)
    told = {belongings.room: belongings.tell(learner) for belongings in all_belongings()} if learner else {}
    account = _account(request.user) if isinstance(request.user, User) else None
    others = {name: module.tell(request) for name, module in known_by_browser().items()}
    return {"account": account, "learner": str(learner.pk) if learner else None, **told, **others}


def counts(request: HttpRequest) -> dict[str, int]:
    """How much of what there is, by what people call it; nothing that there is none of."""
    learner = _learner(request)
    owned = [owned for belongings in all_belongings() for owned in belongings.owned]
    found = {each.words: each.of(learner).count() for each in owned} if learner else {}
    for module in known_by_browser().values():
        found |= module.counts(request)
    return {words: count for words, count in found.items() if count}


def forget(request: HttpRequest) -> None:
    """Delete it: the rows of the learner, the account, its sessions on all devices, and this one."""
    for module in known_by_browser().values():
        module.forget(request)
    with transaction.atomic():
        if isinstance(request.user, User):  # the account is locked before its learner, as by a sign-in
            User.objects.select_for_update().filter(pk=request.user.pk).first()
        if learner := _learner(request):
            # Who is writing as this learner ends first.
            Learner.objects.select_for_update().filter(pk=learner.pk).first()
            learner.delete()
        if isinstance(request.user, User):
            end_sessions_of(request.user.pk)
            User.objects.filter(pk=request.user.pk).delete()
    request.session.flush()


def leave_no_cookie(response: HttpResponse) -> None:
    """So that whoever comes next to this browser does not find what was done before."""
    for module in known_by_browser().values():
        response.delete_cookie(module.COOKIE)


def known_by_browser() -> dict[str, KnownByBrowser]:
    return {
        name: cast("KnownByBrowser", import_module(path)) for name, path in settings.KNOWN_BY_BROWSER.items()
    }


def _learner(request: HttpRequest) -> Learner | None:
    known = learner_id(request)
    return Learner.objects.filter(pk=known).first() if known else None


def _account(user: User) -> Mapping[str, Any]:
    own = rows(User.objects.filter(pk=user.pk), without=NOT_TOLD)[0]
    return {
        **own,
        "addresses": rows(EmailAddress.objects.filter(user=user), without=("id", "user_id")),
        "signs_in_by": rows(SocialAccount.objects.filter(user=user), without=("id", "user_id")),
    }
