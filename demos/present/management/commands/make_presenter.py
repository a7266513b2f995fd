"""`manage.py make_presenter NAME`: an account that may lead a class and control the demo workers."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from demos.presenters import PERMISSION


class Command(BaseCommand):
    """The password is asked for, or read from the standard input: never an argument, where others see it."""

    help = "Let somebody sign in as a presenter: a new account, or a new password for the one of that name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="What they sign in with.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        accounts, name = get_user_model(), options["name"]
        password = _ask_twice() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        user = accounts.objects.filter(username=name).first() or accounts(username=name)
        try:
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.save()
        user.user_permissions.add(_permission())
        self.stdout.write(f"{name} may present now.")


def _ask_twice() -> str:
    password = getpass("Password: ")
    if getpass("Again: ") != password:
        raise CommandError("These were two different passwords. Nothing was changed.")
    return password


def _permission() -> Permission:
    app, _, codename = PERMISSION.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
