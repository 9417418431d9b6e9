"""Which rows a timeline has: phases, sound, each actor's tiers and derived codes, uncodable time."""

from dataclasses import dataclass, replace
from enum import StrEnum

from coder.editing.derived import derived_tiers
from coder.editing.uncodable import levels_of
from coder.model.lane import Lane
from coder.model.observation import Observation
from coder.model.scheme import PHASE, UNCODABLE, Actor, Derived, Kind, Scheme, Tier


class RowKind(StrEnum):
    """What a row shows."""

    PHASES = "phases"
    SOUND = "sound"
    SPECTROGRAM = "spectrogram"
    MOTION = "motion"
    STATES = "states"
    POINTS = "points"
    UNCODABLE = "uncodable"
    DERIVED = "derived"


MEASURED = frozenset({RowKind.SOUND, RowKind.SPECTROGRAM, RowKind.MOTION})
"""Rows of what is measured on the media: nothing is coded on them, and they stay when lanes are scrolled."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Which measured rows there are; ``motion``: the names of the regions."""

    sound: bool = False
    spectrogram: bool = False
    motion: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``code`` is set where codes of a tier overlap freely, so that each has a row of its own.

    ``level`` is set where several reasons of uncodable time hold at once: then there is a row for each that does.
    """

    id: str
    kind: RowKind
    label: str
    tier: Tier | None = None
    code: str = ""
    derived: Derived | None = None
    actor: Actor | None = None
    initial: str = ""
    level: int | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The tiers whose events are seen on this row."""
        if self.derived is not None:
            return derived_tiers(self.derived)
        return () if self.tier is None else (self.tier.id,)

    def lane(self, observation: Observation) -> Lane:
        """Return the events that lie on this row."""
        if self.tier is None:
            return Lane()
        if self.level is not None:
            levels = levels_of(observation.lane(self.tier.id))
            return levels[self.level] if self.level < len(levels) else Lane()
        return observation.code_lane(self.tier.id, self.code) if self.code else observation.lane(self.tier.id)


def build_rows(scheme: Scheme, lanes: tuple[Tier, ...], measured: Measured, levels: int = 1) -> tuple[Row, ...]:
    """Build the rows from top to bottom: tiers in the scheme's order, kept together by actor.

    ``levels``: how many reasons of uncodable time hold at once.
    """
    initials = initials_of(scheme.actors)
    rows = [row for tier in lanes if tier.id == PHASE for row in _tier_rows(tier, None, "")]
    rows += _measured_rows(measured, scheme, initials)
    for actor in (*scheme.actors, None):
        initial = initials[actor.id] if actor else ""
        rows += [row for tier in lanes if _is_of(tier, actor, scheme) for row in _tier_rows(tier, actor, initial)]
        rows += [_derived_row(code, actor, initial) for code in scheme.derived if _belongs(code, actor, scheme, lanes)]
    rows += [row for tier in lanes if tier.id == UNCODABLE for row in _uncodable_rows(tier, levels)]
    return tuple(rows)


def _uncodable_rows(tier: Tier, levels: int) -> list[Row]:
    (row,) = _tier_rows(tier, None, "")
    beside = (replace(row, id=f"{row.id}.{level}", label="", level=level) for level in range(1, levels))
    return [row] if levels == 1 else [replace(row, level=0), *beside]


def _measured_rows(measured: Measured, scheme: Scheme, initials: dict[str, str]) -> list[Row]:
    rows = [Row("sound", RowKind.SOUND, "sound")] if measured.sound else []
    rows += [Row("spectrogram", RowKind.SPECTROGRAM, "pitches")] if measured.spectrogram else []
    for name in measured.motion:
        actor = next((found for found in scheme.actors if found.id.lower() == name.lower()), None)
        label, initial = ("motion", initials[actor.id]) if actor is not None else (f"{_words(name)} motion", "")
        rows.append(Row(motion_row(name), RowKind.MOTION, label, None, "", None, actor, initial))
    return rows


def motion_row(name: str) -> str:
    """Return the id of the row of a region."""
    return f"motion.{name}"


def _is_of(tier: Tier, actor: Actor | None, scheme: Scheme) -> bool:
    """Tell whether a tier is the actor's and has a lane: ratings are of a whole and have none."""
    own = tier.id not in (PHASE, UNCODABLE) and tier.kind is not Kind.RATING
    return own and scheme.actor(tier.actor) == actor


def _belongs(derived: Derived, actor: Actor | None, scheme: Scheme, lanes: tuple[Tier, ...]) -> bool:
    """Tell whether a derived code is the actor's, and all it is computed from is coded in this pass."""
    coded = {tier.id for tier in lanes}
    return scheme.actor(derived.actor) == actor and coded.issuperset(derived_tiers(derived))


def _tier_rows(tier: Tier, actor: Actor | None, initial: str) -> list[Row]:
    label = str(tier.label) or _words(tier.id)
    kind = _kind(tier)
    if kind is RowKind.STATES and not tier.exclusive and tier.codes:
        codes = [code.id for code in tier.codes]
        names = [label, *[""] * (len(codes) - 1)]
        return [
            Row(f"{tier.id}.{code}", kind, name, tier, code, None, actor, initial if name else "")
            for code, name in zip(codes, names, strict=True)
        ]
    return [Row(tier.id, kind, label, tier, "", None, actor, initial)]


def _kind(tier: Tier) -> RowKind:
    if tier.id == PHASE:
        return RowKind.PHASES
    if tier.id == UNCODABLE:
        return RowKind.UNCODABLE
    return RowKind.POINTS if tier.kind is Kind.POINT else RowKind.STATES


def _derived_row(derived: Derived, actor: Actor | None, initial: str) -> Row:
    label = str(derived.label) or _words(derived.id)
    return Row(f"derived.{derived.id}", RowKind.DERIVED, label, None, "", derived, actor, initial)


def initials_of(actors: tuple[Actor, ...]) -> dict[str, str]:
    """Return for every actor the fewest first letters that tell it from the others."""
    names = {actor.id: str(actor.label) or _words(actor.id) for actor in actors}
    return {
        actor_id: _initial(name, [other for other in names.values() if other != name])
        for actor_id, name in names.items()
    }


def _initial(name: str, others: list[str]) -> str:
    for length in (1, 2, 3):
        if not any(other.lower().startswith(name[:length].lower()) for other in others):
            return name[:length].capitalize()
    return "".join(word[0] for word in name.split())[:3].upper()


def _words(name: str) -> str:
    return name.replace("_", " ")
