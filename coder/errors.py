"""The one error a person reads."""

from collections.abc import Iterator
from contextlib import contextmanager


class CoderError(Exception):
    """Say in one sentence what is wrong, and in ``hint`` what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


@contextmanager
def named(what: str) -> Iterator[None]:
    """Put before what is wrong of which of many things it is; with no name nothing is put there."""
    try:
        yield
    except CoderError as error:
        if what:
            error.message = f"{what}: {error.message}"
        raise
