"""As much of protocol buffers as today's Anki keeps its note types in.

https://protobuf.dev/programming-guides/encoding/
"""

from collections.abc import Iterator

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_MORE, _SEVEN_BITS, _LONGEST = (
    0x80,
    0x7F,
    64,
)  # of a number: a sign that it goes on, its part of a byte, its bits
_WIDTHS = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}


def numbers_and_texts(message: bytes) -> dict[int, int | bytes]:
    """The last value of each field, by its number: whole numbers, and bytes. ValueError if it is broken."""
    return dict(_fields(message))


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, kind = key >> 3, key & 7
        if kind == _VARINT:
            value, place = _varint(message, place)
            yield number, value
        else:
            size, place = _varint(message, place) if kind == _BYTES else (_width(kind), place)
            if place + size > len(message):
                raise ValueError("a field ends after its message")
            yield number, message[place : place + size]
            place += size


def _width(kind: int) -> int:
    if kind not in _WIDTHS:
        raise ValueError(f"there is no kind {kind} of field")
    return _WIDTHS[kind]


def _varint(message: bytes, place: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and the place after it."""
    value = shift = 0
    while place < len(message) and shift < _LONGEST:
        byte = message[place]
        value |= (byte & _SEVEN_BITS) << shift
        place, shift = place + 1, shift + 7
        if byte < _MORE:
            return value, place
    raise ValueError("a number does not end")
