"""A deck as a file to take home. Any learner may have it, and it holds nothing of theirs."""

from io import BytesIO

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from tutorial.decks import Deck
from tutorial.exchange.apkg_writing import apkg
from tutorial.exchange.sheet_writing import as_csv, as_tsv
from tutorial.exchange.standing_alone import public_site
from tutorial.views.found import found_or_404


@require_safe
def export_anki(request: HttpRequest, deck: str) -> FileResponse:
    """For Anki: importing a later one updates the notes, and keeps what Anki knows of the learner."""
    found = found_or_404(Deck, deck)
    content = apkg(found, site=public_site(), now=timezone.now())
    return _file(content, f"{deck}.apkg", "application/octet-stream")


@require_safe
def export_csv(request: HttpRequest, deck: str) -> FileResponse:
    return _file(as_csv(found_or_404(Deck, deck)).encode(), f"{deck}.csv", "text/csv; charset=utf-8")


@require_safe
def export_tsv(request: HttpRequest, deck: str) -> FileResponse:
    content = as_tsv(found_or_404(Deck, deck), site=public_site()).encode()
    return _file(content, f"{deck}.tsv", "text/tab-separated-values; charset=utf-8")


def _file(content: bytes, name: str, content_type: str) -> FileResponse:
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
