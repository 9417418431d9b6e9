"""The measures of a code in a stretch of time, as columns of tables and as cells of them."""

from collections.abc import Callable
from dataclasses import dataclass

from coder.model.code_summary import CodeSummary
from coder.model.number import format_ratio
from coder.model.scheme import Kind
from coder.model.table import Column, ColumnType
from coder.model.time import format_seconds

_ALL = frozenset({Kind.STATE, Kind.POINT, Kind.INTERVAL})
_LASTING = frozenset({Kind.STATE, Kind.INTERVAL})
_STATES = frozenset({Kind.STATE})
_UNJUDGED = "there is no codable time"
_LENGTHLESS = "points have no length"
_NO_LENGTHS = "see length_reason"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its column, the kinds of tiers that it is computed for, and how it is written."""

    column: Column
    kinds: frozenset[Kind]
    write: Callable[[CodeSummary], str]

    @property
    def name(self) -> str:
        """The name of its column."""
        return self.column.name


def _count(found: CodeSummary) -> str:
    return str(found.count) if found.judged.codable_ms else ""


def _rate(found: CodeSummary) -> str:
    return format_ratio(found.count * 60_000, found.judged.codable_ms, 4)


def _total(found: CodeSummary) -> str:
    return "" if found.total_ms is None or not found.judged.codable_ms else format_seconds(found.total_ms)


def _percent(found: CodeSummary) -> str:
    return "" if found.total_ms is None else format_ratio(found.total_ms * 100, found.judged.codable_ms, 4)


def _whole(found: CodeSummary) -> str:
    return "" if found.truncated is None or not found.judged.codable_ms else str(found.lengths.n)


def _truncated(found: CodeSummary) -> str:
    return "" if found.truncated is None or not found.judged.codable_ms else str(found.truncated)


def _mean(found: CodeSummary) -> str:
    return format_ratio(found.lengths.sum_ms, found.lengths.n * 1000, 3)


def _median(found: CodeSummary) -> str:
    twice = found.lengths.twice_median_ms
    return "" if twice is None else format_ratio(twice, 2000, 3)


def _sd(found: CodeSummary) -> str:
    sd_ms = found.lengths.sd_ms
    return "" if sd_ms is None else format_seconds(int(sd_ms + 0.5))


def _latency(found: CodeSummary) -> str:
    return "" if found.latency_ms is None else format_seconds(found.latency_ms)


def _number(name: str, meaning: str, unit: str, missing: str) -> Column:
    return Column(name, ColumnType.NUMBER, meaning, unit, missing=missing)


def _integer(name: str, meaning: str, missing: str) -> Column:
    return Column(name, ColumnType.INTEGER, meaning, missing=missing)


_NEITHER = f"{_LENGTHLESS}, or {_UNJUDGED}"
COUNT = Measure(_integer("count", "How many begin in codable time.", _UNJUDGED), _ALL, _count)
LENGTHS = (
    Measure(_number("mean_s", "The mean length of the whole ones.", "s", _NO_LENGTHS), _STATES, _mean),
    Measure(_number("median_s", "The median length of the whole ones.", "s", _NO_LENGTHS), _STATES, _median),
    Measure(_number("sd_s", "The SD (n − 1) of the lengths of the whole ones.", "s", _NO_LENGTHS), _STATES, _sd),
)
LATENCY = Measure(
    _number("latency_s", "How long after the beginning it began first.", "s", "see latency_reason"), _ALL, _latency
)
MEASURES = (
    COUNT,
    Measure(_number("rate_per_min", "How many begin in a codable minute.", "1/min", _UNJUDGED), _ALL, _rate),
    Measure(_number("total_s", "How long it holds in codable time.", "s", _NEITHER), _LASTING, _total),
    Measure(_number("percent", "total_s in percent of codable_s.", "%", _NEITHER), _LASTING, _percent),
    Measure(
        _integer("whole", "How many were seen whole there.", f"only states have it, or {_UNJUDGED}"), _STATES, _whole
    ),
    Measure(
        _integer(
            "truncated",
            "How many go on over its border, or are, begin or end in or at uncodable time, if only in part.",
            f"only states have it, or {_UNJUDGED}",
        ),
        _STATES,
        _truncated,
    ),
    *LENGTHS,
    LATENCY,
)
"""In the order of their columns."""
