"""Versions in three parts, and the ranges of them that `extends` asks for."""

import re
from dataclasses import dataclass

Version = tuple[int, int, int]
_CLAUSE = re.compile(r"(\^|~|>=|<=|>|<|=|==)?\s*(\d{1,6})(?:\.(\d{1,6}|x|\*))?(?:\.(\d{1,6}|x|\*))?")


def parse_version(text: str) -> Version:
    """Read ``1.2.0``; raise ValueError for anything else."""
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        raise ValueError(f"{text!r} is no version")
    return (int(parts[0]), int(parts[1]), int(parts[2]))


@dataclass(frozen=True, slots=True)
class Range:
    """Versions from ``low`` on, and before ``high`` where there is one."""

    low: Version = (0, 0, 0)
    high: Version | None = None

    def holds(self, version: Version) -> bool:
        """Tell whether a version lies in the range."""
        return self.low <= version and (self.high is None or version < self.high)


def parse_range(text: str) -> tuple[Range, ...]:
    """Read ``^1.2``, ``~1.2``, ``1.x``, ``>=1.0 <2``, ``*``: all of them must hold; raise ValueError otherwise."""
    if text.strip() in ("*", "x", ""):
        return (Range(),)
    clauses = re.sub(r"([\^~<>=]+)\s+", r"\1", text.replace(",", " ")).split()
    return tuple(_clause(clause) for clause in clauses)


def _clause(text: str) -> Range:
    found = _CLAUSE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no range of versions")
    sign, *written = found.groups()
    given = [int(part) for part in written if part not in (None, "x", "*")]
    low = (given[0], given[1] if len(given) > 1 else 0, given[2] if len(given) > 2 else 0)
    after = _next(low, len(given))
    match sign:
        case "^":
            return Range(low, _next(low, _first_number(low, len(given))))
        case "~":
            return Range(low, _next(low, min(len(given), 2)))
        case ">=":
            return Range(low)
        case ">":
            return Range(after)
        case "<":
            return Range(high=low)
        case "<=":
            return Range(high=after)
        case _:
            return Range(low, after)


def _first_number(version: Version, given: int) -> int:
    """Return how many parts `^` keeps: up to the first that is not 0."""
    return next((place for place in range(1, given + 1) if version[place - 1]), given)


def _next(version: Version, kept: int) -> Version:
    """Return the first version that differs in the parts kept."""
    major, minor, patch = version
    return (major + 1, 0, 0) if kept == 1 else (major, minor + 1, 0) if kept == 2 else (major, minor, patch + 1)
