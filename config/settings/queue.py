"""Celery: the broker from both sides, the queues, the clock."""

from config.broker_urls import broker_url
from config.settings.environment import REDIS_URL, VALVE_SOCKET

# The web side of the queue: an unreachable broker must cost a visitor a second or so, the next ones nothing
# (config.publishing), and no result is awaited through it, because the state of a run lives in our own rows.
CELERY_BROKER_URL = broker_url(REDIS_URL)
LAB_BROKER_URL = broker_url(REDIS_URL, through=VALVE_SOCKET)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "site"
CELERY_IMPORTS = [
    "config.doctor.worker_side",
    "demos.workers",
    "demos.losses",
]  # besides the `tasks` module of each room
CELERY_TASK_ROUTES = {  # the first that fits; demos.tasks are the site's own
    "demos.stage.tasks.*": {"queue": "load"},
    "demos.*.tasks.*": {"queue": "demos"},
}
CELERY_BEAT_SCHEDULE = {
    "queue what is not queued yet": {
        "task": "demos.tasks.requeue",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "welcome who is not welcomed yet": {
        "task": "learners.tasks.welcome_all",
        "schedule": 30,
        "options": {"expires": 30},
    },
    "forget sessions that are over": {
        "task": "learners.tasks.forget_sessions",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "move what came late": {"task": "learners.tasks.move_late", "schedule": 60, "options": {"expires": 60}},
    "hand in exams": {"task": "quizzes.tasks.hand_in_exams", "schedule": 30, "options": {"expires": 30}},
    "tidy the stage": {"task": "demos.stage.tasks.tidy", "schedule": 15, "options": {"expires": 15}},
    "sweep runs": {"task": "demos.tasks.sweep_runs", "schedule": 60, "options": {"expires": 60}},
    "sweep stray files": {"task": "demos.tasks.sweep_files", "schedule": 3600, "options": {"expires": 3600}},
}
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # every task is due again soon: nothing to keep in a file
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 1,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
# The worker side: one task at a time a child, so that the queue's depth is the truth.
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_DISABLE_PREFETCH = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# The message of a worker that vanished altogether comes back so many seconds after it was taken. Longer than
# a task that is acknowledged late may take (18 s) or be put off (8 s); of all workers' the shortest counts.
REDELIVERY_SECONDS = 30
CELERY_TASK_SOFT_TIME_LIMIT = 60
CELERY_TASK_TIME_LIMIT = 90
