"""Why the site cannot start."""


class CannotStart(Exception):
    """One line for the person at the terminal: what is wrong and what to do."""
