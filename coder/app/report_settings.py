"""Every option and definition of an analysis, as a table of a report."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coder.app.agreement_values import BLANK
from coder.model.report import Block, Column, Grid, Heading

_ELSEWHERE = frozenset({"files", "left_out", "observations"})
"""What a report says in a section of its own."""


def settings_blocks(settings: Mapping[str, Any]) -> Iterator[Block]:
    """Give the settings as ``analysis_settings.json`` has them, in words."""
    rows = tuple((_words(name), _said(value)) for name, value in _flat(settings))
    yield Heading("Settings")
    yield Grid("Every option and definition, as in analysis_settings.json", (Column("What"), Column("How")), rows)


def _flat(settings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if name == "definitions" and isinstance(value, Mapping):
            yield from value.items()
        elif isinstance(value, list) and len(value) > 1 and all(isinstance(one, Mapping) for one in value):
            yield from ((f"{name} ({number})", one) for number, one in enumerate(value, 1))
        elif name not in _ELSEWHERE:
            yield name, value


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{_words(str(name))}: {_said(each)}" for name, each in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(map(_said, value)) or BLANK
    return BLANK if value is None or value == "" else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
