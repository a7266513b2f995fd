"""The two views, which differ in one line, and the page that shows them."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from demos.early import screen
from demos.early.lanes import TryRequest, book_a_seat, booked, do_the_rest, in_tries
from demos.early.sides import AFTER, BEFORE
from demos.early.tasks import print_ticket
from demos.lanes import lane
from demos.models import Run
from demos.visitors import with_visitor


@require_safe
@never_cache
@with_visitor
def early(request: HttpRequest) -> HttpResponse:
    """The whole page, or its result for htmx."""
    return screen.show(request, early_before, early_after, print_ticket.run)


@lane(Run.Lane.BACKGROUND)
@in_tries(BEFORE)
def early_before(request: TryRequest) -> HttpResponse:
    with transaction.atomic():
        booking = book_a_seat(request)
        print_ticket.delay(booking.pk)
        do_the_rest(request)
    return booked(request)


@lane(Run.Lane.BACKGROUND)
@in_tries(AFTER)
def early_after(request: TryRequest) -> HttpResponse:
    with transaction.atomic():
        booking = book_a_seat(request)
        print_ticket.delay_on_commit(booking.pk)
        do_the_rest(request)
    return booked(request)
