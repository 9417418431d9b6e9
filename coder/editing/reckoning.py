"""One observation with what every table needs of it, each computed once: what occurs, and what could be judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coder.editing.codable import Stretch, judged_tiers, phase_stretches, window_stretches
from coder.editing.coverage import uncodable_spells
from coder.editing.derived import derived_tiers
from coder.editing.occurrences import Occurrence, occurrences
from coder.model.observation import Observation
from coder.model.scheme import SESSION_ACTOR, Code, Derived, Kind, Scheme, Tier
from coder.model.spans import Span, union


@dataclass(frozen=True, slots=True)
class Lane:
    """A tier whose time is counted, or a derived code as one, and the tiers on which its time could not be judged."""

    tier: Tier
    rests_on: tuple[str, ...]
    derived: bool = False


def counted_lanes(scheme: Scheme, pass_id: str = "") -> list[Lane]:
    """Return the tiers of a pass whose time is counted, then the derived codes that all their tiers are coded for."""
    tiers = judged_tiers(scheme, pass_id)
    coded = {tier.id for tier in tiers}
    lanes = [Lane(tier, (tier.id,)) for tier in tiers]
    return lanes + [_derived_lane(one) for one in scheme.derived if coded.issuperset(derived_tiers(one))]


def _derived_lane(derived: Derived) -> Lane:
    codes = (Code(derived.id, label=derived.label),)
    tier = Tier(derived.id, derived.actor or SESSION_ACTOR, Kind.STATE, derived.label, codes)
    return Lane(tier, derived_tiers(derived), derived=True)


class Reckoning:
    """An observation up to where its session ends; it holds until the observation changes."""

    def __init__(self, scheme: Scheme, observation: Observation, end_ms: int) -> None:
        self.scheme, self.observation, self.end_ms = scheme, observation, end_ms
        self._spells: dict[tuple[str, ...], list[Span]] = {}

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Everything that occurs, in order."""
        return occurrences(self.scheme, self.observation, self.end_ms)

    @cached_property
    def by_code(self) -> dict[tuple[str, str], list[Occurrence]]:
        """What occurs of each (tier id, code id), in order of onset; intervals without a code have the code ""."""
        found: dict[tuple[str, str], list[Occurrence]] = {}
        for what in self.occurrences:
            found.setdefault((what.tier.id, what.code.id), []).append(what)
        return found

    @cached_property
    def lanes(self) -> list[Lane]:
        """The tiers of the pass whose time is counted, and the derived codes."""
        return counted_lanes(self.scheme, self.observation.identity.pass_id)

    @cached_property
    def phases(self) -> list[Stretch]:
        """The phases as marked, or the whole session."""
        return phase_stretches(self.scheme, self.observation, self.end_ms)

    def stretches(self, windows: tuple[str, ...] = ()) -> list[Stretch]:
        """Return the phases as marked, or the whole session; the named windows where there are some."""
        return window_stretches(self.scheme, self.observation, self.end_ms, windows) if windows else self.phases

    def spells(self, tiers: Sequence[str]) -> list[Span]:
        """Return when any of some tiers could not be judged, in order and apart."""
        wanted = tuple(tiers)
        if wanted not in self._spells:
            scheme, observation = self.scheme, self.observation
            found = [tier for name in wanted if (tier := scheme.tier(name)) is not None]
            last_ms = max(self.end_ms, *(stretch.offset_ms for stretch in self.phases))
            self._spells[wanted] = union(
                span for tier in found for span in uncodable_spells(scheme, observation, tier, 0, last_ms)
            )
        return self._spells[wanted]

    def codes(self, lane: Lane) -> list[Code]:
        """Return the codes of a lane, and after them those that occur there though its scheme does not know them."""
        known = {code.id: code for code in lane.tier.codes}
        others = sorted(code for tier, code in self.by_code if tier == lane.tier.id and code and code not in known)
        return [*known.values(), *map(Code, others)]
