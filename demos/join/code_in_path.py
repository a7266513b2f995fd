"""The code of a class as part of an address. What is none is a 404, and no guess."""

from demos.present.classes import DIGITS


class CodeInPath:
    """Django's path converter for exactly the digits of a code."""

    regex = rf"[0-9]{{{DIGITS}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
