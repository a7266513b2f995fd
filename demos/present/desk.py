"""What the presenter's screen has around every scene."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from demos.present.backstage import Backstage, backstage
from demos.present.invitation import Invitation, invitation
from demos.present.scenes import Scene
from demos.presenters import why


@dataclass(frozen=True)
class Desk:
    """`why` this visitor is let do this; what is to be `said` of a command before, where there is no htmx.

    `layout` is the template that a scenario's page then extends.
    """

    scene: Scene
    invitation: Invitation | None
    backstage: Backstage
    why: str
    said: str
    layout: str = "demos/present/layout.html"


def desk_for(request: HttpRequest, scene: Scene) -> Desk:
    """As things are now."""
    words = " ".join(str(message) for message in messages.get_messages(request))
    return Desk(scene, invitation(timezone.now()), backstage(), why(request), words)
