"""A card's HTML for a program that knows nothing of this site."""

import nh3
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tutorial.decks import Card
from tutorial.library import library

_ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "*": {"class", "lang", "title"}}


def standing_alone(markup: SafeString, site: str) -> SafeString:
    """Cleaned HTML whose addresses work anywhere.

    `site` is where this site is found, such as "https://example.org". Without it, links to its own pages
    become plain words.
    """
    cleaned = nh3.clean(
        markup,
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_relative=("rewrite_with_base", f"{site}/") if site else "deny",
    )
    return mark_safe(cleaned)  # noqa: S308  # nh3 has just cleaned it


def public_site() -> str:
    """Where anybody finds this site, or "" if that is nobody's business but this machine's."""
    return f"https://{settings.PUBLIC_HOST}" if settings.PUBLIC_HOST else ""


def source_of(card: Card, site: str) -> SafeString:
    """Where the card's answer is taught, as a link if it is known where this site is found."""
    paragraph = library().paragraph(card.read)
    words = format_html("“{}”", paragraph.heading)
    if site:
        words = format_html('<a href="{}{}">{}</a>', site, paragraph.url, words)
    return format_html("{} in the lesson <cite>{}</cite>", words, paragraph.lesson_title)
