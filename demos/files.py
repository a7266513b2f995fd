"""Where the files of a run lie. Every name is random: nobody can guess it, and no client ever chose it."""

import secrets

from django.db import models

PHOTOS = "photos"
PICTURES = "pictures"


def photo_path(instance: models.Model, filename: str) -> str:
    """For the photo as it came. No extension: what it is, its content says."""
    return f"{PHOTOS}/{secrets.token_urlsafe(24)}"


def picture_path(instance: models.Model, filename: str) -> str:
    """For one size made of it, always a JPEG."""
    return f"{PICTURES}/{secrets.token_urlsafe(24)}.jpg"
