"""Who may do what at every address. A new address is not the site's until it stands here.

A key is an address's name and the names of its arguments. `get` and `post` are the statuses of those who may;
None: there is no such method, and everybody gets 405. Who may not gets what `refusals` says.
"""

from dataclasses import dataclass
from enum import Enum


class Whose(Enum):
    """Whom an address is for."""

    EVERYBODYS = "everybody's"
    OWNERS = "whoever's the thing is; for all others there is no such thing"
    PRESENTERS = "presenters'"
    ACCOUNTS = "whoever's signed in"
    GUESTS = "whoever's not signed in"


@dataclass(frozen=True)
class Row:
    """One address; the statuses are those of an empty form, in a test where no broker can be reached."""

    whose: Whose
    get: int | None = None
    post: int | None = None


def _page(get: int = 200, *, post: int | None = None) -> Row:
    return Row(Whose.EVERYBODYS, get, post)


def _form(post: int) -> Row:
    return Row(Whose.EVERYBODYS, post=post)


def _own(get: int | None = None, *, post: int | None = None) -> Row:
    return Row(Whose.OWNERS, get, post)


def _presenters(get: int | None = None, *, post: int | None = None) -> Row:
    return Row(Whose.PRESENTERS, get, post)


TABLE = {
    "tutorial:home": _page(),
    "tutorial:lessons": _page(),
    "tutorial:decks": _page(),
    "tutorial:progress": _page(),
    "tutorial:lesson lesson": _page(),
    "tutorial:recall lesson recall": _form(302),
    "tutorial:read lesson": _form(302),
    "tutorial:ahead": _page(),
    "tutorial:history": _page(),
    "tutorial:card_history card": _page(),
    "tutorial:card_settings": _page(post=422),
    "tutorial:fitting": _page(),
    "tutorial:ask_for_fitting": _form(302),
    "tutorial:forget_fitting": _form(302),
    "tutorial:deck deck": _page(),
    "tutorial:grade_card deck": _form(302),
    "tutorial:undo_last_grade deck": _form(302),
    "tutorial:export_anki deck": _page(),
    "tutorial:export_csv deck": _page(),
    "tutorial:export_tsv deck": _page(),
    "quizzes:index": _page(),
    "quizzes:test course": _page(post=302),
    "quizzes:quiz quiz": _page(post=302),
    "quizzes:attempt attempt": _own(200),
    "quizzes:submit_answer attempt": _own(302, post=422),
    "quizzes:hint attempt": _own(302, post=200),
    "quizzes:hand_in attempt": _own(302, post=302),
    "quizzes:retry_missed attempt": _own(302, post=302),
    "quizzes:prompts": _page(),
    "quizzes:prompt prompt": _page(post=422),
    "quizzes:explanations prompt": _page(),
    "quizzes:claim_point explanation": _own(post=404),  # the whole of a prompt that has points: no such thing
    "quizzes:claim_point explanation point": _own(post=302),
    "quizzes:withdraw_claim explanation": _own(post=404),
    "quizzes:withdraw_claim explanation point": _own(post=302),
    "quizzes:reveal_answer explanation": _own(post=302),
    "quizzes:reveal_point explanation point": _own(post=302),
    "learners:account": _page(),
    "learners:send_welcome": _form(302),
    "learners:data": _page(),
    "learners:download": _page(),
    "learners:delete": _form(422),  # it wants a yes, or their password
    "learners:deleted": _page(),
    "account_login": Row(Whose.GUESTS, 200, 422),
    "account_signup": Row(Whose.GUESTS, 200, 422),
    "account_logout": _form(302),
    "account_inactive": _page(),
    "account_change_password": Row(Whose.ACCOUNTS, 200, 422),
    "account_set_password": _page(302, post=302),  # who has one is led to changing it
    "account_reset_password": _page(post=422),
    "account_reset_password_done": _page(),
    "account_reset_password_from_key uidb36 key": _page(post=200),  # no such key: says so
    "account_email_verification_sent": _page(),
    "account_confirm_email key": _page(post=404),
    "demos:lab": _page(),
    "demos:run run_id": _own(302),
    "demos:send_again run_id": _own(post=302),
    "demos:run_replay run_id": _own(200),
    "demos:run_json run_id": _own(200),
    "demos:run_csv run_id": _own(200),
    "demos:picture run_id size": _own(200),
    "demos:workers": _page(),
    "demos:early": _page(),
    "demos:early_before": _form(302),
    "demos:early_after": _form(302),
    "demos:join": _page(post=200),
    "demos:join_class code": _page(post=302),
    "demos:join_press code": _form(200),
    "demos:killed": _page(),
    "demos:killed_background": _form(302),
    "demos:killed_process": _presenters(post=422),
    "demos:killed_worker": _presenters(post=422),
    "demos:nohelp": _page(),
    "demos:nohelp_blocking": _form(302),
    "demos:nohelp_background": _form(302),
    "demos:nohelp_full": _page(),
    "demos:nohelp_full_blocking": _form(302),
    "demos:nohelp_full_background": _form(302),
    "demos:nohelp_full_fill": _presenters(post=503),
    "demos:noworker": _page(),
    "demos:noworker_background": _form(302),
    "demos:noworker_pause": _presenters(post=422),
    "demos:noworker_resume": _presenters(post=422),
    "demos:order": _page(),
    "demos:order_blocking": _form(302),
    "demos:order_background": _form(302),
    "demos:outage": _page(),
    "demos:outage_naive": _form(503),
    "demos:outage_careful": _form(503),
    "demos:outage_valve": _page(),
    "demos:outage_shut": _presenters(post=302),
    "demos:outage_reopen": _presenters(post=302),
    "demos:present": _presenters(302),
    "demos:present_sign_in": _page(post=422),
    "demos:present_sign_out": _form(302),
    "demos:present_crew": _presenters(200),
    "demos:present_pause": _presenters(post=302),
    "demos:present_resume": _presenters(post=302),
    "demos:present_kill": _presenters(post=302),
    "demos:present_invitation": _presenters(302),
    "demos:present_open_class": _presenters(post=302),
    "demos:present_end_class": _presenters(post=302),
    "demos:present_scene slug": _presenters(200),
    "demos:records": _page(),
    "demos:open_record": _form(422),
    "demos:series_replay series_id": _own(200),
    "demos:series_json series_id": _own(200),
    "demos:series_csv series_id": _own(200),
    "demos:signup": _page(),
    "demos:signup_in_the_view": _form(302),
    "demos:signup_sleep": _form(302),
    "demos:signup_by_hand": _form(302),
    "demos:signup_background": _form(302),
    "demos:signup_send_by_hand": _form(302),
    "demos:stage": _page(),
    "demos:stage_start": _presenters(post=422),
    "demos:stage_stop": _presenters(post=302),
    "demos:stage_live": _page(302),
    "demos:stage_prediction": _page(302),
    "demos:stage_record test_id": _page(),  # a load test of the site itself, which a class looks at
    "demos:stage_json test_id": _page(),
    "demos:stage_csv test_id": _page(),
    "demos:upload": _page(),
    "demos:result": _page(302),
    "demos:waited": _form(422),
    "demos:upload_blocking": _form(422),
    "demos:upload_background": _form(422),
    "join": _page(302, post=302),
    "healthz": _page(),
    "readyz": _page(503),
    "metrics": _page(404),  # for whoever knows METRICS_TOKEN; tests/seen/test_metrics.py holds that
}

# Those that a site has besides where people may sign in by Google and GitHub; nobody has come from there.
SIGN_IN_ELSEWHERE = {
    "socialaccount_login_cancelled": _page(),
    "socialaccount_login_error": _page(401),
    "socialaccount_signup": _page(302, post=302),
    "socialaccount_connections": Row(Whose.ACCOUNTS, 200, 200),
    "google_login": _page(post=302),
    "google_callback": _page(401),
    "github_login": _page(post=302),
    "github_callback": _page(401),
}
