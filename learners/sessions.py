"""The site's session engine: Django's own in the database, with the account beside each session."""

import re
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from learners.models import Session

OWN_KEY = re.compile(r"[a-z0-9]{32}")  # as Django makes them; a cookie may hold anything, also NUL


class SessionStore(DatabaseStore):
    """The name is part of what signs a session's data; under another one all of them would be void."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key and OWN_KEY.fullmatch(key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            user_id=data.get(SESSION_KEY),
        )


def end_sessions_of(user_id: int) -> None:
    """Sign this account out on all its devices."""
    Session.objects.filter(user_id=user_id).delete()
