"""What a learner may say about how the cards come back."""

from typing import Any

from django import forms

from tutorial.models import LEAST_RETENTION, MOST_NEW, MOST_RETENTION, CardSettings

MOST_STEPS = 5
LONGEST_STEP = 24 * 60  # minutes
PERCENT = 100
LEAST_PERCENT, MOST_PERCENT = round(LEAST_RETENTION * PERCENT), round(MOST_RETENTION * PERCENT)
NOT_STEPS = (
    f"Write whole minutes with spaces between them, such as 1 10. At most {MOST_STEPS}, each up to a day."
)


def _number_from(least: int, most: int) -> dict[str, str]:
    says = f"Write a whole number from {least} to {most}."
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), says)


class StepsField(forms.CharField):
    """Whole minutes between spaces. `cleaned_data` has a list of them; an empty one for none."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = str(value or "").replace(",", " ").split()
        if len(words) > MOST_STEPS or not all(map(_is_step, words)):
            raise forms.ValidationError(NOT_STEPS)
        return [int(word) for word in words]


class CardSettingsForm(forms.Form):
    """The settings as a person says them: the retention in percent, the steps as minutes."""

    grades = forms.TypedChoiceField(
        coerce=int,
        choices=CardSettings.Grades.choices,
        widget=forms.RadioSelect,
        label="Grades",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of the two."),
    )
    retention = forms.IntegerField(
        min_value=LEAST_PERCENT,
        max_value=MOST_PERCENT,
        label="How much you want to remember, in percent",
        error_messages=_number_from(LEAST_PERCENT, MOST_PERCENT),
        help_text="A card comes back when its chance of being remembered has fallen to this. "
        "The more, the sooner it comes back.",
    )
    new_a_day = forms.IntegerField(
        min_value=0,
        max_value=MOST_NEW,
        label="New cards a day",
        error_messages=_number_from(0, MOST_NEW),
        help_text="You can always go on beyond it.",
    )
    learning_steps = StepsField(
        required=False,
        label="Learning steps, in minutes",
        help_text="The waits of a card that is still new to you, such as 1 10. With none, even a forgotten "
        "new card waits for tomorrow.",
    )

    @classmethod
    def showing(cls, settings: CardSettings) -> "CardSettingsForm":
        return cls(
            initial={
                "grades": settings.grades,
                "retention": round(settings.retention * PERCENT),
                "new_a_day": settings.new_a_day,
                "learning_steps": settings.learning_steps,
            }
        )

    def chosen(self) -> dict[str, object]:
        """The fields of CardSettings that a valid form sets."""
        return {**self.cleaned_data, "retention": self.cleaned_data["retention"] / PERCENT}


def _is_step(word: str) -> bool:
    return (
        word.isascii()
        and word.isdigit()
        and len(word) <= len(str(LONGEST_STEP))
        and 1 <= int(word) <= LONGEST_STEP
    )
