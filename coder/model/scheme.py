"""The coding scheme: tiers, codes, modifiers and keys, as the format of `schemes/README.md` says."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from coder.model.migration import Migration
from coder.model.rating import Rating
from coder.model.text import Text as Text  # noqa: PLC0414 - what speaks of schemes speaks of their words
from coder.model.text import plain as plain  # noqa: PLC0414

PHASE = "phase"
"""The tier that phases of the procedure are marked on."""
UNCODABLE = "uncodable"
"""The tier that uncodable time is marked on; the reason is a modifier."""
REASON = "reason"
DESPITE_UNCODABLE = "despite_uncodable"
"""On an event that was coded although its tier was uncodable: the reason that was passed over."""
EARLY_END = "early_end"
"""The modifier that says why a phase ended before its planned length."""
EARLY_ENDS = ("infant_distress", "caregiver_wish", "interrupted", "technical", "other")
"""Why a phase may have ended early, where the procedure gives no reasons of its own."""
ANSWER_KEYS = "1234567890qwertzuasdfghyxcvbnmp"
"""Keys for answers: no letter that the player may need."""
SESSION_ACTOR = "session"


class Kind(StrEnum):
    """What one event of a tier is."""

    STATE = "state"
    POINT = "point"
    INTERVAL = "interval"
    RATING = "rating"


class Role(StrEnum):
    """Which side of the dyad an actor is."""

    CAREGIVER = "caregiver"
    INFANT = "infant"
    DYAD = "dyad"
    OTHER = "other"


class Gap(StrEnum):
    """What silence on a tier means."""

    ABSENT = "absent"
    NOT_CODED = "not_coded"


class Repress(StrEnum):
    """What pressing the code that is already running does."""

    IGNORE = "ignore"
    END = "end"
    RESTART = "restart"


class Ask(StrEnum):
    """When a modifier is asked for."""

    ONSET = "onset"
    OFFSET = "offset"
    ANY = "any"


class ModifierType(StrEnum):
    """How a modifier is answered."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who behaves."""

    id: str
    role: Role
    label: Text = Text()
    color: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a modifier, with its key while the question is open."""

    id: str
    key: str
    label: Text = Text()


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if another modifier of the event has one of the values."""

    modifier: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Modifier:
    """A further value on an event, answered by keys; ``pauses``: play waits for the answer."""

    id: str
    type: ModifierType = ModifierType.CHOICE
    label: Text = Text()
    options: tuple[Option, ...] = ()
    required: bool = False
    pauses: bool = False
    default: str = ""
    ask: Ask = Ask.ONSET
    when: Condition | None = None
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Construct:
    """An idea of the theory a code speaks to, and how directly."""

    id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Code:
    """One behaviour that can be coded."""

    id: str
    key: str = ""
    label: Text = Text()
    color: str = ""
    value: float | None = None
    definition: Text = Text()
    examples: tuple[Text, ...] = ()
    non_examples: tuple[Text, ...] = ()
    constructs: tuple[Construct, ...] = ()
    hed: str = ""
    target: tuple[str, ...] = ()
    modifiers: tuple[Modifier, ...] = ()

    @property
    def sole_target(self) -> str:
        """The actor the act is directed to, when there is only one it can be."""
        return self.target[0] if len(self.target) == 1 else ""

    def modifier(self, modifier_id: str) -> Modifier | None:
        """Find a modifier by its id."""
        return next((modifier for modifier in self.modifiers if modifier.id == modifier_id), None)


@dataclass(frozen=True, slots=True)
class Tier:
    """One actor's lane of codes."""

    id: str
    actor: str
    kind: Kind
    label: Text = Text()
    codes: tuple[Code, ...] = ()
    exclusive: bool = True
    default: str = ""
    gap: Gap = Gap.ABSENT
    repress: Repress = Repress.END
    min_duration_s: float | None = None
    merge_gap_s: float | None = None
    length_s: float | None = None
    rule: str = ""
    rating: Rating | None = None

    @property
    def exhaustive(self) -> bool:
        """Tell whether the tier has a computed default, and so never a gap."""
        return bool(self.default)

    def code(self, code_id: str) -> Code | None:
        """Find a code by its id."""
        return next((code for code in self.codes if code.id == code_id), None)


@dataclass(frozen=True, slots=True)
class Derived:
    """A code computed from others; never typed."""

    id: str
    actor: str
    label: Text = Text()
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A set of codes and which of their edges counts."""

    codes: tuple[str, ...]
    edge: str = "onset"


@dataclass(frozen=True, slots=True)
class Link:
    """Which response answers which cue, within how long."""

    id: str
    cue: Edge
    response: Edge
    window_s: tuple[float, float]
    label: Text = Text()
    pairing: str = "first"
    new_onset_only: bool = True
    censor_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A named stretch of the procedure, marked by its key."""

    id: str
    key: str = ""
    label: Text = Text()
    planned_s: float | None = None
    may_end_early: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch inside a phase that tables can be made for."""

    id: str
    of: tuple[str, ...]
    from_s: float
    length_s: float
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Procedure:
    """The ordered phases of a session and the windows inside them."""

    id: str = ""
    phases: tuple[Phase, ...] = ()
    windows: tuple[Window, ...] = ()
    early_ends: tuple[Option, ...] = ()
    label: Text = Text()

    def phase(self, phase_id: str) -> Phase | None:
        """Find a phase by its id."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)


@dataclass(frozen=True, slots=True)
class Uncodable:
    """How time that cannot be judged is marked, and which tiers each reason blocks."""

    key: str = ""
    reasons: tuple[Option, ...] = ()
    blocks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    missing_share: float | None = None
    key_beside: str = ""

    def blocks_tier(self, reason: str, tier_id: str) -> bool:
        """Tell whether a reason blocks a tier; a reason that is not listed blocks every tier."""
        listed = dict(self.blocks)
        return reason not in listed or tier_id in listed[reason]


@dataclass(frozen=True, slots=True)
class Pass:
    """A named subset of tiers coded in one viewing."""

    id: str
    tiers: tuple[str, ...]
    sound: bool = True
    rate: float = 1.0
    label: Text = Text()


@dataclass(frozen=True)
class Scheme:
    """A whole scheme; ``lanes`` adds the tiers for phases and uncodable time that every session has."""

    id: str
    version: str
    status: str = "draft"
    title: Text = Text()
    description: Text = Text()
    rights: str = ""
    actors: tuple[Actor, ...] = ()
    tiers: tuple[Tier, ...] = ()
    derived: tuple[Derived, ...] = ()
    links: tuple[Link, ...] = ()
    procedure: Procedure = Procedure()
    uncodable: Uncodable | None = None
    passes: tuple[Pass, ...] = ()
    migrations: tuple[Migration, ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default=())

    @cached_property
    def lanes(self) -> tuple[Tier, ...]:
        """The tiers that events can lie on: phases, the scheme's own, uncodable time."""
        own = (*self.tiers, *_uncodable_lane(self.uncodable))
        taken = {code.key for tier in own for code in tier.codes} | {phase.key for phase in self.procedure.phases}
        return (*_phase_lane(self.procedure, taken), *own)

    @cached_property
    def _lanes_by_id(self) -> dict[str, Tier]:
        return {tier.id: tier for tier in self.lanes}

    def tier(self, tier_id: str) -> Tier | None:
        """Find a lane by its id."""
        return self._lanes_by_id.get(tier_id)

    def actor(self, actor_id: str) -> Actor | None:
        """Find an actor by its id."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)

    def code(self, tier_id: str, code_id: str) -> Code | None:
        """Find a code by its tier and id."""
        tier = self.tier(tier_id)
        return None if tier is None else tier.code(code_id)

    def pass_(self, pass_id: str) -> Pass | None:
        """Find a pass by its id."""
        return next((found for found in self.passes if found.id == pass_id), None)

    def lanes_of_pass(self, pass_id: str) -> tuple[Tier, ...]:
        """Return the lanes coded in a pass; all of them for the empty id."""
        found = self.pass_(pass_id)
        if found is None:
            return self.lanes
        return tuple(tier for tier in self.lanes if tier.id in found.tiers or tier.id in (PHASE, UNCODABLE))

    @cached_property
    def key_beside(self) -> str:
        """The key for another reason beside one that holds: the scheme's, or shift and its key where that is free."""
        if self.uncodable is None or len(self.uncodable.reasons) < 2:
            return ""
        taken = {code.key for tier in self.lanes for code in tier.codes}
        shifted, has_shift = f"shift+{self.uncodable.key}", self.uncodable.key.startswith("shift+")
        return self.uncodable.key_beside or ("" if has_shift or shifted in {*taken, "shift+"} else shifted)

    @cached_property
    def _keys(self) -> dict[str, dict[str, tuple[Tier, Code]]]:
        passes = ("", *(found.id for found in self.passes))
        keys = {name: _keys_of(self.lanes_of_pass(name)) for name in passes}
        lane = self.tier(UNCODABLE)
        if lane is not None and self.key_beside:
            for found in keys.values():
                found.setdefault(self.key_beside, (lane, lane.codes[0]))
        return keys

    def find_key(self, chord: str, pass_id: str = "") -> tuple[Tier, Code] | None:
        """Find what a chord codes in a pass."""
        return self._keys.get(pass_id, self._keys[""]).get(chord)


def _keys_of(lanes: tuple[Tier, ...]) -> dict[str, tuple[Tier, Code]]:
    return {code.key: (tier, code) for tier in lanes for code in tier.codes if code.key}


def _phase_lane(procedure: Procedure, taken: set[str]) -> tuple[Tier, ...]:
    if not procedure.phases:
        return ()
    early = (_early_end(procedure.early_ends, taken),)
    codes = tuple(
        Code(phase.id, phase.key, phase.label, modifiers=early if phase.may_end_early and phase.planned_s else ())
        for phase in procedure.phases
    )
    return (Tier(PHASE, SESSION_ACTOR, Kind.STATE, plain("phases"), codes, gap=Gap.NOT_CODED),)


def _early_end(reasons: tuple[Option, ...], taken: set[str]) -> Modifier:
    """Ask why a phase ended early, by keys that code nothing: the next phase may begin while the question waits."""
    asked = reasons or tuple(Option(reason, "") for reason in EARLY_ENDS)
    taken = taken | {option.key for option in asked}
    free = iter([*(key for key in ANSWER_KEYS if key not in taken), *(f"shift+{key}" for key in ANSWER_KEYS)])
    options = tuple(replace(option, key=option.key or next(free, "")) for option in asked)
    return Modifier(EARLY_END, ModifierType.CHOICE, plain("early end"), options, ask=Ask.OFFSET)


def _uncodable_lane(uncodable: Uncodable | None) -> tuple[Tier, ...]:
    if uncodable is None:
        return ()
    # Asked at any time: one that was left open while the key was held is asked again when it is let go.
    reason = Modifier(REASON, ModifierType.CHOICE, plain("reason"), uncodable.reasons, required=True, ask=Ask.ANY)
    modifiers = (reason,) if uncodable.reasons else ()
    code = Code(id=UNCODABLE, key=uncodable.key, label=plain("uncodable"), modifiers=modifiers)
    return (Tier(UNCODABLE, SESSION_ACTOR, Kind.STATE, plain("uncodable"), (code,)),)
