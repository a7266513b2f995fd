"""Every step of a task at which a process of a worker can be killed: between any two things that last.

A step is before or after a call that the site's own code makes, so that the site needs no hooks for it.
"""

from dataclasses import dataclass

BEFORE, AFTER = "before", "after"


@dataclass(frozen=True)
class Step:
    """`call` is "module:name" or "module:Class.name"; `ends` is how its second argument must end, if at all.

    `in_main`: it is in the worker's main process, not in one of its pool.
    """

    name: str
    when: str
    call: str
    ends: bytes = b""
    in_main: bool = False


TASK = "demos.queueing:RunTask"
WORKER = "celery.worker.worker:WorkController"
REQUEST = "celery.worker.request:Request"
SMTP = "smtplib:SMTP"

# Of every task, in a process of the pool.
TAKEN = Step("taken, and nothing noted", BEFORE, f"{TASK}.before_start")
NOTED = Step("noted as taken, and no step begun", AFTER, f"{TASK}.before_start")
RETURNED = Step("all done, and the worker not told", AFTER, f"{TASK}.__call__")
# Likewise, in the main process.
RECEIVED = Step("received, and no process has it", BEFORE, f"{WORKER}._process_task", in_main=True)
TOLD = Step("all done, and not acknowledged", BEFORE, f"{REQUEST}.acknowledge", in_main=True)
ACKNOWLEDGED = Step("acknowledged", AFTER, f"{REQUEST}.acknowledge", in_main=True)
OF_EVERY_TASK = (TAKEN, NOTED, RETURNED)
IN_MAIN = (RECEIVED, TOLD, ACKNOWLEDGED)

SENT = Step("the letter sent, no answer yet", AFTER, f"{SMTP}.send", ends=b"\r\n.\r\n")
LETTER = (
    Step("connected to the mail server", BEFORE, f"{SMTP}.send_message"),
    Step("the letter announced, not sent", BEFORE, f"{SMTP}.data"),
    SENT,
    Step("the letter accepted, its step open", AFTER, f"{SMTP}.send_message"),
)
STORAGE = "django.core.files.storage.base:Storage"
PICTURE = "demos.models:Picture"
FILE_ONLY = Step("a file, and no row", AFTER, f"{STORAGE}.save")
UNCOMMITTED = Step("its row written, not committed", AFTER, f"{PICTURE}.save")
UPLOAD = (
    *OF_EVERY_TASK,
    Step("while the photo is decoded", BEFORE, "demos.processor:add"),
    Step("a size made, no file yet", BEFORE, f"{STORAGE}.save"),
    FILE_ONLY,
    UNCOMMITTED,
    *LETTER,
    Step("all steps ended, the run not yet done", BEFORE, "demos.upload.work:finish"),
    Step("the run looked at", AFTER, "demos.upload.work:finish"),
)
SIGNUP = (*OF_EVERY_TASK, *LETTER)
ORDER = (
    *OF_EVERY_TASK,
    Step("the payment not yet asked for", BEFORE, "demos.order.provider:charge"),
    Step("charged, and the shop does not know", AFTER, "demos.order.provider:charge"),
    Step("paid, and no receipt queued", BEFORE, f"{TASK}.enqueue"),
    Step("the receipt queued, the payment not over", AFTER, f"{TASK}.enqueue"),
    *LETTER,
)
# Where something outside has been done, and nothing of our own says so yet.
WORST = (TAKEN, FILE_ONLY, UNCOMMITTED, SENT, TOLD, ACKNOWLEDGED)
ALL = tuple(dict.fromkeys((*UPLOAD, *SIGNUP, *ORDER, *IN_MAIN)))
