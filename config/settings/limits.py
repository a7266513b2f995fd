"""How often who may do what, by the name of the address. Whatever is not named has USUAL_LIMIT.

A class of 500 behind one address, all at the same minute, is never refused; `tests/attackers` holds that.
"""

from config.limits import Limit

# A limit is for unsafe requests (POST) alone, unless it says otherwise.
USUAL_LIMIT = Limit("300/minute", "20000/minute")
PASSWORD = Limit("20/minute", "600/minute")
SIGN_UP = Limit("10/minute", "600/minute")
ELSEWHERE = Limit("20/minute", "600/minute", also_reading=True)  # a web thread asks another site, and waits
LETTER = Limit("6/minute", "60/minute")  # to an address that anybody may type
LETTER_AGAIN = Limit("6/minute", "600/minute")  # of a demo, which leaves this site for nobody
JOINING = Limit("20/minute", "600/minute")
DEMO = Limit("60/minute", "3000/minute")
SLOW_DEMO = Limit("30/minute", "1500/minute")  # a web thread is held for seconds
PHOTO = Limit(
    "60/minute",
    "3000/minute",
    bytes_visitor="500000000/hour",
    bytes_address="12000000000/hour",
    # Of photos that were kept, which they are for a day: this bounds what has come and is kept at any time.
    bytes_everybody="40000000000/day",
    largest_body=22_000_000,
)
EXPLANATION = Limit("30/minute;300/hour", "1500/minute")  # scoring one takes up to a second
DOWNLOAD = Limit("20/minute", "1000/minute", also_reading=True)

RATE_LIMITS = {
    "account_login": PASSWORD,
    "account_signup": SIGN_UP,
    "account_change_password": PASSWORD,
    "account_set_password": PASSWORD,
    "account_reset_password": LETTER,
    "account_reset_password_from_key": PASSWORD,
    "account_email_verification_sent": LETTER,
    "socialaccount_signup": SIGN_UP,
    "google_login": ELSEWHERE,
    "google_callback": ELSEWHERE,
    "github_login": ELSEWHERE,
    "github_callback": ELSEWHERE,
    "learners:delete": PASSWORD,
    "learners:send_welcome": LETTER,
    "learners:download": DOWNLOAD,
    "tutorial:export_anki": DOWNLOAD,
    "tutorial:export_csv": DOWNLOAD,
    "tutorial:export_tsv": DOWNLOAD,
    "tutorial:ask_for_fitting": Limit("10/minute", "600/minute"),
    "quizzes:prompt": EXPLANATION,
    "demos:join": JOINING,
    "demos:join_class": JOINING,
    "demos:present_sign_in": PASSWORD,
    "demos:send_again": LETTER_AGAIN,
    "demos:upload_blocking": PHOTO,
    "demos:upload_background": PHOTO,
    "demos:noworker_background": PHOTO,
    "demos:order_blocking": DEMO,
    "demos:order_background": DEMO,
    "demos:killed_background": DEMO,
    "demos:nohelp_blocking": DEMO,
    "demos:nohelp_background": DEMO,
    "demos:nohelp_full_blocking": DEMO,
    "demos:nohelp_full_background": DEMO,
    "demos:nohelp_full_fill": DEMO,
    "demos:outage_naive": SLOW_DEMO,
    "demos:outage_careful": DEMO,
    "demos:early_before": SLOW_DEMO,
    "demos:early_after": SLOW_DEMO,
    "demos:signup_in_the_view": SLOW_DEMO,
    "demos:signup_sleep": SLOW_DEMO,
    "demos:signup_by_hand": DEMO,
    "demos:signup_background": DEMO,
    "demos:signup_send_by_hand": SLOW_DEMO,
    "demos:open_record": Limit(
        "20/minute", "600/minute", bytes_visitor="40000000/hour", largest_body=2_000_000
    ),
    "demos:series_json": DOWNLOAD,
    "demos:series_csv": DOWNLOAD,
    "demos:run_json": DOWNLOAD,
    "demos:run_csv": DOWNLOAD,
    "demos:stage_json": DOWNLOAD,
    "demos:stage_csv": DOWNLOAD,
}
# How a room says that it was too often: for people, for a form on a page that stays, and for scripts.
SAYS_TRY_LATER = "demos.limits.try_later"
# How a room that counts by itself learns whose machine it is.
TELLS_THE_ADDRESS = "config.client_address.counted_address"
