"""A process for one photo: what reads strangers' bytes has little memory, little time, and
none of the site's environment. It is the same user's process: docs/security.md says what that leaves.

`decoding` starts it, with the photo as its standard input. It writes each of SIZES to its standard output, a
HEADER and then a JPEG, or ends with DAMAGED where the photo cannot be read.
"""

import resource
import struct
import sys
import time
from contextlib import suppress
from io import BytesIO
from typing import IO

from PIL import WebPImagePlugin  # noqa: F401  else Pillow looks for it among its fifty others

from demos.upload.imaging import UnreadablePhoto, make_pictures, save_picture

HEADER = struct.Struct(">IIIdI")  # size, width and height in pixels; ms of processor; bytes of the JPEG
DAMAGED = 3
LIMITS = {
    # Bytes of address space. The most that was seen: 743 MB, for a WebP of 40 megapixels with transparency.
    resource.RLIMIT_AS: 1024**3,
    resource.RLIMIT_CPU: 20,  # seconds
    resource.RLIMIT_FSIZE: 0,  # it writes no file
    resource.RLIMIT_CORE: 0,
}


def main() -> int:
    """Make the pictures under the limits; the exit status."""
    for kind, limit in LIMITS.items():
        with suppress(OSError, ValueError):  # macOS does not know all of them
            resource.setrlimit(kind, (limit, limit))
    try:
        _write_pictures(sys.stdin.buffer, sys.stdout.buffer)
    except UnreadablePhoto:
        return DAMAGED
    return 0


def _write_pictures(photo: IO[bytes], output: IO[bytes]) -> None:
    used = 0.0
    for size, picture in make_pictures(photo):
        content = BytesIO()
        save_picture(picture, content)
        now = 1000 * time.process_time()
        output.write(HEADER.pack(size, *picture.size, now - used, content.tell()) + content.getvalue())
        output.flush()
        used = now


if __name__ == "__main__":
    sys.exit(main())
