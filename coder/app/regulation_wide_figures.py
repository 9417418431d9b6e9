"""What the wide table says of a dyad as a system: figures of two codes, of two tiers, and of derived states."""

from collections.abc import Iterable, Iterator, Sequence

from coder.app.regulation_streams import BOTH, Partners
from coder.model.dyad_measures import OF_CODES, OF_TIERS, SHARE, SystemColumns
from coder.model.measure import Aspect, DyadMeasures, Measure, Measured
from coder.model.table import column_name

_TIERS = "tiers"
_CENSORED = "median_repair_s"


def aspects_of(found: Iterable[tuple[Partners, DyadMeasures]]) -> Iterator[Measured]:
    """Give a session's figures of two codes; those of two tiers once, however many codes of them are looked at."""
    seen: set[tuple[frozenset[str], str]] = set()
    for two, one in found:
        codes, tiers = (tuple(m for m in one.measures if m.name in names) for names in (OF_CODES, OF_TIERS))
        if codes:
            yield Measured(Aspect((two.label,), f"{one.first} and {one.second}", two.phase), codes)
        key = (frozenset(two.tiers), two.phase)
        if tiers and key not in seen:
            seen.add(key)
            label = (_TIERS,) if two.label == BOTH else two.tiers
            yield Measured(Aspect(label, f"the tiers {' and '.join(two.tiers)}", two.phase), tiers)


def system_columns(sessions: Sequence[Sequence[Measured]]) -> list[SystemColumns]:
    """Return what there are columns of in some sessions: aspect by aspect, each in all phases together first."""
    units: dict[Aspect, dict[str, str]] = {}
    for one in sessions:
        for found in one:
            units.setdefault(found.aspect, {}).update((measure.name, measure.unit) for measure in found.measures)
    things = [*dict.fromkeys((aspect.label, aspect.words) for aspect in units)]
    phases = [*dict.fromkeys(["", *(aspect.phase for aspect in units)])]
    order = sorted(units, key=lambda one: (things.index((one.label, one.words)), phases.index(one.phase)))
    return [SystemColumns(one, _name(one, things), _ordered(units[one])) for one in order]


def _name(aspect: Aspect, things: Sequence[tuple[tuple[str, ...], str]]) -> tuple[str, ...]:
    """Return what its columns begin with; a number where one label stands for several things."""
    alike = [thing for thing in things if thing[0] == aspect.label]
    number = [str(alike.index((aspect.label, aspect.words)) + 1)] if len(alike) > 1 else []
    return (*aspect.label, *number, *([column_name(aspect.phase)] if aspect.phase else []))


def _ordered(units: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, units[name]) for name in (*OF_CODES, *OF_TIERS, SHARE) if name in units)


def system_figures(sessions: Iterable[Sequence[Measured]], columns: Sequence[SystemColumns]) -> list[float | None]:
    """Return a dyad's figures, column by column: the mean over its sessions in which each could be computed."""
    found: dict[tuple[Aspect, str], list[Measure]] = {}
    for one in sessions:
        for thing in one:
            for measure in thing.measures:
                found.setdefault((thing.aspect, measure.name), []).append(measure)
    return [_mean(found.get((one.aspect, name), ())) for one in columns for name, _ in one.measures]


def _mean(measures: Sequence[Measure]) -> float | None:
    """Return the mean; none where some median lies beyond what was seen, for a mean of the others is too short."""
    known = [one.value for one in measures if one.value is not None]
    beyond = any(one.value is None and one.n for one in measures if one.name == _CENSORED)
    return sum(known) / len(known) if known and not beyond else None
