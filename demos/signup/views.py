"""The same sign-up four times. Only the line that sees to the email differs."""

import time

from django.http import HttpResponse

from demos.signup.dials import SignUpForm
from demos.signup.lanes import SignUpRequest, refuse, reply, save_user, signs_up
from demos.signup.tasks import send_welcome
from demos.signup.ways import BACKGROUND, BY_HAND, IN_THE_VIEW, SLEEP
from demos.signup.work import store_email


@signs_up(IN_THE_VIEW)
def signup_in_the_view(request: SignUpRequest) -> HttpResponse:
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    run = save_user(request, form)
    send_welcome(run.pk)
    return reply(request, run)


@signs_up(SLEEP)
def signup_sleep(request: SignUpRequest) -> HttpResponse:
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    run = save_user(request, form)
    time.sleep(run.mail_delay_ms / 1000)
    return reply(request, run)


@signs_up(BY_HAND)
def signup_by_hand(request: SignUpRequest) -> HttpResponse:
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    run = save_user(request, form)
    store_email(run)
    return reply(request, run)


@signs_up(BACKGROUND)
def signup_background(request: SignUpRequest) -> HttpResponse:
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return refuse(request, form)
    run = save_user(request, form)
    send_welcome.delay_on_commit(run.pk)
    return reply(request, run)
