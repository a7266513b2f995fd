from tests.tutorial.conftest import two_courses

__all__ = ["two_courses"]
