"""The names and addresses that the site goes by."""

from urllib.parse import urlsplit

from config.processes.addresses import in_url
from config.reach import EVERYWHERE, own_address, own_names, own_site, site_for_phones
from config.settings.environment import HOST, IS_STAGE, JOIN_HOST, PORT, PUBLIC_HOST, STAGE_URL

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
# A public site has one name. Its health is told under any (config.health); the stage is spoken to by address.
ALLOWED_HOSTS = [PUBLIC_HOST] if PUBLIC_HOST and not IS_STAGE else [*LOOPBACK, in_url(HOST)]
LAN_ADDRESS = ""
if HOST in EVERYWHERE and not PUBLIC_HOST:
    LAN_ADDRESS = JOIN_HOST or own_address()
    ALLOWED_HOSTS += [name for name in (in_url(LAN_ADDRESS), *own_names()) if name]
if IS_STAGE:
    ALLOWED_HOSTS.append(in_url(urlsplit(STAGE_URL).hostname or ""))
# What a class is told to open; "" where phones cannot reach this site.
SITE_FOR_PHONES = site_for_phones(public_host=PUBLIC_HOST, host=HOST, lan_address=LAN_ADDRESS, port=PORT)
# What letters link to: never taken from a request, whose Host anybody may write.
SITE_URL = own_site(site_for_phones=SITE_FOR_PHONES, host=HOST, port=PORT)
