"""The scenes of presenter mode, in order: every scenario of the lab, and the stage after the first."""

from dataclasses import dataclass

from django.urls import reverse

from demos.scenarios import scenarios

STAGE_COMES_AS = 1  # from 0: one user first, then very many


@dataclass(frozen=True)
class Scene:
    """One scene. `page` is the name of the address whose page it shows; `number` is from 1, `of` how many.

    `before` and `after` are the addresses of its neighbours, "" at the ends.
    """

    slug: str
    title: str
    page: str
    number: int
    of: int
    before: str
    after: str

    @property
    def url(self) -> str:
        """Its own address."""
        return _url(self.slug)


def scenes() -> list[Scene]:
    """All of them, in order."""
    found = [(scenario.slug, scenario.title, scenario.page) for scenario in scenarios()]
    found.insert(STAGE_COMES_AS, ("stage", "Everybody at once", "demos:stage"))
    urls = ["", *(_url(slug) for slug, _, _ in found), ""]
    return [
        Scene(*scene, number=number, of=len(found), before=urls[number - 1], after=urls[number + 1])
        for number, scene in enumerate(found, start=1)
    ]


def find_scene(slug: str) -> Scene | None:
    """The scene of that name."""
    return next((scene for scene in scenes() if scene.slug == slug), None)


def _url(slug: str) -> str:
    return reverse("demos:present_scene", args=[slug])
