"""What the screen tells a class: where to go with a phone, and with which code."""

from dataclasses import dataclass
from datetime import datetime

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from demos.present.classes import current_class
from demos.present.models import LiveClass

INK = "#17151f"


@dataclass(frozen=True)
class Invitation:
    """To the class that is on. `site` is where phones reach this site, "" where they cannot."""

    live_class: LiveClass
    site: str
    phones: int

    @property
    def code(self) -> str:
        """In two halves, as people read it out."""
        code = self.live_class.code
        half = len(code) // 2
        return f"{code[:half]} {code[half:]}"

    @property
    def spoken(self) -> str:
        """The code for a screen reader, digit by digit."""
        return " ".join(self.live_class.code)

    @property
    def address(self) -> str:
        """What to type: without the protocol, as short as it gets."""
        return f"{self.site.partition('://')[2]}{reverse('join')}"

    @property
    def qr(self) -> SafeString:
        """The way straight to the seat, as an SVG; always dark on light, or phones cannot read it."""
        url = f"{self.site}{reverse('demos:join_class', args=[self.live_class.code])}"
        drawing = segno.make(url, error="m", micro=False).svg_inline(
            border=2, dark=INK, light="#fff", omitsize=True, svgclass="qr", lineclass=None
        )
        return mark_safe(drawing)  # noqa: S308  drawn by the library, from our own address


def invitation(now: datetime) -> Invitation | None:
    """To the class that is on, if one is."""
    live_class = current_class(now)
    return Invitation(live_class, settings.SITE_FOR_PHONES, live_class.guests.count()) if live_class else None
