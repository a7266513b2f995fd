import pytest
from django.http import QueryDict

from tutorial.models import LEAST_RETENTION, MOST_NEW, MOST_RETENTION, CardSettings
from tutorial.settings_forms import CardSettingsForm

GOOD = {"grades": "2", "retention": "90", "new_a_day": "20", "learning_steps": "10"}


def form_of(**said: str) -> CardSettingsForm:
    data = QueryDict(mutable=True)
    data.update({**GOOD, **said})
    return CardSettingsForm(data)


def test_what_it_shows_it_takes() -> None:
    settings = CardSettings(retention=0.83, grades=4, new_a_day=0, learning_steps=[1, 10])
    shown = CardSettingsForm.showing(settings)
    said = {name: str(shown[name].value()) for name in shown.fields}
    assert said["learning_steps"] == "1 10"
    form = form_of(**said)
    assert form.is_valid()
    assert form.chosen() == {"grades": 4, "retention": 0.83, "new_a_day": 0, "learning_steps": [1, 10]}


@pytest.mark.parametrize(
    ("said", "steps"), [("", []), ("10", [10]), (" 1, 10  1440 ", [1, 10, 1440]), ("1 1 1 1 1", [1] * 5)]
)
def test_steps(said: str, steps: list[int]) -> None:
    form = form_of(learning_steps=said)
    assert form.is_valid()
    assert form.chosen()["learning_steps"] == steps


@pytest.mark.parametrize(
    ("field", "said", "says"),
    [
        ("retention", "79", "Write a whole number from 80 to 97."),
        ("retention", "98", "Write a whole number from 80 to 97."),
        ("retention", "many", "Write a whole number from 80 to 97."),
        ("retention", "", "Write a whole number from 80 to 97."),
        ("new_a_day", "-1", "Write a whole number from 0 to 100."),
        ("new_a_day", "101", "Write a whole number from 0 to 100."),
        ("grades", "3", "Choose one of the two."),
        ("grades", "", "Choose one of the two."),
        ("learning_steps", "soon", "Write whole minutes"),
        ("learning_steps", "0", "Write whole minutes"),
        ("learning_steps", "1441", "Write whole minutes"),
        ("learning_steps", "-5", "Write whole minutes"),
        ("learning_steps", "1.5", "Write whole minutes"),
        ("learning_steps", "²", "Write whole minutes"),
        ("learning_steps", "9" * 5000, "Write whole minutes"),
        ("learning_steps", "1 1 1 1 1 1", "Write whole minutes"),
    ],
)
def test_says_what_is_wrong_beside_its_field(field: str, said: str, says: str) -> None:
    form = form_of(**{field: said})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert str(form.errors[field][0]).startswith(says)


@pytest.mark.parametrize("bound", [LEAST_RETENTION, MOST_RETENTION])
def test_what_the_form_takes_the_model_takes(bound: float) -> None:
    form = form_of(retention=str(round(bound * 100)), new_a_day=str(MOST_NEW))
    assert form.is_valid()
    CardSettings(**form.chosen()).clean_fields(exclude=["learner", "fitting"])
