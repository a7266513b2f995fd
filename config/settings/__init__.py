"""Every setting of the site, read from the environment. Names and defaults: `.env.example`.

Without any variable this is a laptop: loopback only, DEBUG on. `make start` turns DEBUG off
and gives the checkout a private key. PUBLIC_HOST makes it a public site, over HTTPS.
"""

from config.settings.accounts import *  # noqa: F403
from config.settings.application import *  # noqa: F403
from config.settings.doctor import *  # noqa: F403
from config.settings.environment import *  # noqa: F403
from config.settings.hosts import *  # noqa: F403
from config.settings.limits import *  # noqa: F403
from config.settings.logs import *  # noqa: F403
from config.settings.metrics import *  # noqa: F403
from config.settings.queue import *  # noqa: F403
from config.settings.reports import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.settings.storage import *  # noqa: F403
