"""Libraries that only some files of an export need."""

from importlib import import_module
from typing import Any

from coder.errors import CoderError


def load_library(name: str, package: str, files: str) -> Any:
    """Return a module; raise CoderError that says what ``files`` need when it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        message = f"{files} need the library {package}, which is not installed or does not start."
        raise CoderError(message, f'Run "python -m pip install {package}", or leave them out.') from error
