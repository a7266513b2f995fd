"""`python -m tests.upgrade live` lives in the empty database of its environment; `look` opens an old one.

Either migrates it first, and prints what the site then says of the learner, as JSON.
"""

import json
import os
import sys

import django
from django.core.management import call_command
from django.test.utils import setup_test_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
setup_test_environment()
call_command("migrate", verbosity=0)

from tests.upgrade import life  # noqa: E402  it needs the set-up above

if sys.argv[1] == "live":
    life.live()
print(json.dumps(life.look()))
