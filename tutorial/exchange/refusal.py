"""Why a file is not imported."""


class Refused(Exception):
    """Its text is one sentence or two for whoever chose the file. Nothing was written."""
