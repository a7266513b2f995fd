"""Passwords and class codes cannot be found by trying: wrong ones are counted, for all processes alike."""

from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from demos.present.models import WrongGuess

Secret = WrongGuess.Secret

WINDOW = timedelta(minutes=10)
# A whole class may sit behind one address, and mistypes its code; nobody mistypes a password that often.
# Of a million codes at most one is worth anything, that of the one class that is open, for three hours. One
# address tries 20 a minute, so 3600 of them: it finds the code once in 278 classes, and a hundred addresses
# find it once in 3. It opens nothing but a seat with one button.
FROM_ONE_ADDRESS = {Secret.PASSWORD: 10, Secret.CODE: 200}
# From all addresses together, at each name. Codes are no target: a stranger's guesses shut no class out.
AT_ONE_NAME = 30


class TooManyGuesses(Exception):
    """There were too many wrong ones lately; in so many `seconds` another one may be made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


def begin_guess(
    request: HttpRequest, secret: Secret, now: datetime, *, name: str = "", by_address: bool = True
) -> WrongGuess:
    """Count a guess as wrong before it is looked at, so that many at once count; delete it if it was right.

    `name` says whose password is guessed at. Not `by_address`: what others at the same address have guessed
    does not matter. Raises TooManyGuesses; a guess that was not looked at does not count.
    """
    WrongGuess.objects.filter(at__lt=now - WINDOW).delete()
    address, target = _address_of(request), _hashed(name)
    before = WrongGuess.objects.filter(secret=secret, at__gt=now - WINDOW).order_by("-at")
    guess = WrongGuess.objects.create(secret=secret, address=address, target=target, at=now)
    others = before.exclude(pk=guess.pk)
    seconds = 0
    if by_address:
        seconds = _seconds_until_fewer_than(FROM_ONE_ADDRESS[secret], others.filter(address=address), now)
    if target:
        seconds = max(seconds, _seconds_until_fewer_than(AT_ONE_NAME, others.filter(target=target), now))
    if seconds:
        guess.delete()
        raise TooManyGuesses(seconds)
    return guess


def _seconds_until_fewer_than(bound: int, newest_first: QuerySet[WrongGuess], now: datetime) -> int:
    times = newest_first.values_list("at", flat=True)[bound - 1 : bound]
    return max((max(1, ceil((at + WINDOW - now).total_seconds())) for at in times), default=0)


def _hashed(name: str) -> str:
    """Some type their password where the name belongs: it is not kept."""
    return salted_hmac("demos.present.guessing", name, algorithm="sha256").hexdigest() if name else ""


def _address_of(request: HttpRequest) -> str:
    address: str = import_string(settings.TELLS_THE_ADDRESS)(request)
    return address
