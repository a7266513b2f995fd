"""A STORAGE_URL as django-storages spells it."""

from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from environs import ValidationError

EXAMPLE = "s3://key:secret@host:9000/bucket?scheme=http&region=us-east-1, or s3://bucket"
OPTIONS = {"scheme", "region", "folder"}


def check_storage_url(url: str) -> None:
    """Raises ValidationError, with what to write; never with what was written, for that holds a secret."""
    if not url:
        return
    parts = urlsplit(url)
    if parts.scheme != "s3" or not _bucket(parts):
        raise ValidationError(f"Write it as {EXAMPLE}.")
    if "/" in _bucket(parts):
        raise ValidationError("Only the bucket may follow the host; a folder in it is named by ?folder=.")
    if parts.username and not (parts.password and parts.path):
        raise ValidationError(f"A key needs its secret and the host that knows them: {EXAMPLE}.")
    if unknown := sorted(_options(parts).keys() - OPTIONS):
        raise ValidationError(f"There is no {' or '.join(unknown)}; there are {', '.join(sorted(OPTIONS))}.")
    if _options(parts).get("scheme", "https") not in {"http", "https"}:
        raise ValidationError("Its scheme is http or https.")
    try:
        _ = parts.port
    except ValueError:
        raise ValidationError("Its port is a number up to 65535.") from None


def storage_options(url: str) -> dict[str, str | None]:
    """The options of a storage, of a URL that has been checked.

    With a path the host is a server's, which may be anybody's; without one it is the name of a bucket at AWS.
    What is not said (key, region) comes from where AWS's own programs look for it.
    """
    parts = urlsplit(url)
    options = _options(parts)
    return {
        "bucket_name": _bucket(parts),
        "endpoint_url": _endpoint(parts, options.get("scheme", "https")) if parts.path else None,
        "addressing_style": "path" if parts.path else "auto",
        "region_name": options.get("region"),
        "location": options.get("folder", ""),
        **({"access_key": unquote(parts.username)} if parts.username else {}),
        **({"secret_key": unquote(parts.password)} if parts.password else {}),
    }


def _bucket(parts: SplitResult) -> str:
    return parts.path.strip("/") if parts.path else parts.netloc


def _endpoint(parts: SplitResult, scheme: str) -> str:
    return f"{scheme}://{parts.netloc.rpartition('@')[2]}"


def _options(parts: SplitResult) -> dict[str, str]:
    return dict(parse_qsl(parts.query, keep_blank_values=True))
