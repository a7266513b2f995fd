"""gunicorn's own lines, before Django has set up the logs."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from config.logs.lines import formatter


class SiteLogger(Logger):  # type: ignore[misc]
    """Starts, ends and lost workers are told in the same form as everything else."""

    def setup(self, cfg: Any) -> None:
        from config.settings import LOG_FORMAT  # noqa: PLC0415  read where the server starts, not where it is chosen

        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter(LOG_FORMAT))
