"""The learner behind a request: known by the session, made at the first thing worth keeping."""

from uuid import UUID

from django.http import HttpRequest

from learners.models import Learner

SESSION_KEY = "learner"


def learner_id(request: HttpRequest) -> UUID | None:
    """The learner of this request; None for somebody who has only looked. One query, the session's."""
    known = request.session.get(SESSION_KEY)
    return UUID(known) if known else None


def learner_for_writing(request: HttpRequest) -> Learner:
    """The learner of this request, made now if there is none yet (or if the row has gone)."""
    known = learner_id(request)
    learner = Learner.objects.filter(pk=known).first() if known else None
    if learner is None:
        learner = Learner.objects.create()
        request.session[SESSION_KEY] = str(learner.pk)
    return learner
