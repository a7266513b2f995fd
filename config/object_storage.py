"""Files in a bucket of S3 or of a server that speaks like it.

A bucket fails as a disk does: FileNotFoundError for what is not there, OSError for everything else. So nobody
else has to know where files are kept.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection
from django.core.files import File
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

SECONDS_TO_CONNECT = 1
SECONDS_TO_ANSWER = 4
TRIES = 2  # both must fit into a task's soft time limit; whoever needs more patience tries again later
SECONDS_LEFT_ALONE = 3
WHOLE = 64 * 1024**2  # bytes: no file of ours is larger, so that each is there whole or not at all


class ObjectStorage(S3Storage):  # type: ignore[misc]
    """Private files under names that the site chooses, of a fixed type, read as a whole.

    A server that has not answered is left alone for a moment, so that a frozen one does not take every thread
    of the web server, one wait after the other.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            client_config=Config(
                connect_timeout=SECONDS_TO_CONNECT,
                read_timeout=SECONDS_TO_ANSWER,
                retries={"total_max_attempts": TRIES, "mode": "standard"},
                s3={"addressing_style": options.pop("addressing_style", "auto")},
                # Newer checksums are for AWS; not every server that speaks like it knows them.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            transfer_config=TransferConfig(multipart_threshold=WHOLE, use_threads=False),
            object_parameters={"ContentType": "application/octet-stream"},  # never what a client called it
            querystring_auth=False,
            file_overwrite=True,  # names are random: to look for a free one would cost a request
            **options,
        )
        self._left_alone_until = 0.0

    def _open(self, name: str, mode: str = "rb") -> "ContentFile[bytes]":
        """One request, for all of it: what fails later would look like a damaged photo."""
        with self._failing_like_a_disk():
            answer = self.bucket.Object(self._normalize_name(name)).get()
            return ContentFile(answer["Body"].read(), name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        with self._failing_like_a_disk():
            saved: str = super()._save(name, content)
            return saved

    def delete(self, name: str) -> None:
        """Nothing happens where it is not there."""
        with self._failing_like_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        with self._failing_like_a_disk():
            there: bool = super().exists(name)
            return there

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """Folders and files in a folder; both empty where there is none."""
        with self._failing_like_a_disk():
            folders, files = super().listdir(name)
            return folders, files

    def size(self, name: str) -> int:
        """In bytes."""
        with self._failing_like_a_disk():
            size: int = super().size(name)
            return size

    def get_modified_time(self, name: str) -> datetime:
        """When it was saved."""
        with self._failing_like_a_disk():
            saved_at: datetime = super().get_modified_time(name)
            return saved_at

    @contextmanager
    def _failing_like_a_disk(self) -> Iterator[None]:
        if time.monotonic() < self._left_alone_until:
            raise TimeoutError("the storage has just not answered, and is left alone for a moment")
        try:
            yield
        except (HTTPClientError, NoConnection) as error:
            self._left_alone_until = time.monotonic() + SECONDS_LEFT_ALONE
            raise TimeoutError(f"the storage does not answer: {error}") from error
        except ClientError as error:
            if _is_about_the_file(error):
                raise FileNotFoundError(str(error)) from error
            raise OSError(f"the storage refuses: {error}") from error
        except (BotoCoreError, Boto3Error) as error:
            raise OSError(f"the storage cannot be used: {error}") from error


def _is_about_the_file(error: ClientError) -> bool:
    status: object = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    code: object = error.response["Error"].get("Code")
    return status == HTTPStatus.NOT_FOUND and code != "NoSuchBucket"
