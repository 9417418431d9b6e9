"""Standard output: plain lines, or JSON for machines."""

import json
import sys
from typing import Any


def say(line: str = "") -> None:
    """Print a line at once, so that a pipe sees it."""
    print(line, flush=True)  # noqa: T201


def say_json(value: Any) -> None:
    """Print a value as JSON, two spaces deep."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def warn(line: str) -> None:
    """Print a line for the person on standard error."""
    print(f"coder: {line}", file=sys.stderr, flush=True)  # noqa: T201
