"""The WSGI application that gunicorn serves."""

import os
import sys

from config.checks import problems
from config.forms_read import application as django_application
from config.tracing.beginning import begin as begin_tracing
from config.unreadable import refusing_the_unreadable
from config.whole_bodies import insisting_on_whole_bodies

# gunicorn's own code for "this worker can never start", upon which it stops instead of trying again
CANNOT_START = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

begin_tracing("web")  # here, in the process that serves, and before the middleware asks for it
application = refusing_the_unreadable(insisting_on_whole_bodies(django_application()))

if faults := problems(["content"]):  # reads the content, before anybody asks for it
    print("The content has faults, so the site cannot start:", *faults, sep="\n", file=sys.stderr)
    sys.exit(CANNOT_START)
