"""What a learner may send to a prompt."""

import unicodedata

from django import forms

MOST_CHARACTERS = 2000
# Far more than is accepted, so that a long text comes back with what is wrong and can be shortened; far less
# than DATA_UPLOAD_MAX_MEMORY_SIZE (nine bytes a letter at the worst), beyond which no form is read at all.
MOST_TYPED = 20_000
EMPTY = "Write a sentence or two first."
TOO_LONG = (
    "That is {count:,} characters; the limit is {most:,}. Your text is still here: shorten it and try again."
)


class TextField(forms.Field):
    """A text as the learner sees it: lines end in a line feed, and control characters are gone."""

    def to_python(self, value: str | None) -> str:
        lines = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        return "".join(letter for letter in lines if _is_seen(letter)).strip()

    def validate(self, value: str) -> None:
        if not value:
            raise forms.ValidationError(EMPTY)
        if len(value) > MOST_CHARACTERS:
            raise forms.ValidationError(TOO_LONG.format(count=len(value), most=MOST_CHARACTERS))


class ExplanationForm(forms.Form):
    text = TextField()


def _is_seen(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) != "Cc"
