"""The file format, part by part: what may be written where. The JSON Schema is made from these very classes."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from coder.scheme.values import (
    WRITTEN,
    Chord,
    Color,
    Count,
    Flag,
    FormatNumber,
    Id,
    NotNegative,
    Number,
    Positive,
    Rate,
    Reference,
    SchemeId,
    Share,
    Version,
    Words,
    Written,
    read_text,
    wrong,
)


class Part(BaseModel):
    """A map in the file; keys that are not listed are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _or_word(schema: dict[str, Any]) -> None:
    """Let the JSON Schema say that one word may stand for the whole map."""
    whole = dict(schema)
    schema.clear()
    schema.update({"anyOf": [WRITTEN, whole]})


class Named(Part):
    """A map that may be written as one word, its id."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_or_word)

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: object) -> object:
        return {"id": value} if isinstance(value, str) else value


def _read_rights(value: object) -> object:
    return {"kind": value} if isinstance(value, str) else value


class RightsPart(Part):
    """Whose words the scheme is written in."""

    kind: Written
    holder: Words = {}
    source: Words = {}
    note: Words = {}


class HeadPart(Part):
    """Which scheme this is."""

    id: SchemeId
    version: Version
    status: Annotated[Literal["draft", "pilot", "locked", "retired"], BeforeValidator(read_text)] = "draft"
    title: Words = {}
    description: Words = {}
    rights: Annotated[RightsPart, BeforeValidator(_read_rights)] | None = None


class ExtendsPart(Part):
    """A scheme whose parts come before this one's."""

    scheme: SchemeId
    version: Written = "*"
    only: list[Id] = []
    leave_out: list[Id] = Field(default=[], alias="except")
    prefix: Annotated[str, BeforeValidator(read_text), Field(pattern=r"^([a-z][a-z0-9_]{0,19})?$")] = ""


class ActorPart(Part):
    """Who behaves."""

    id: Id
    role: Annotated[Literal["caregiver", "infant", "dyad", "other"], BeforeValidator(read_text)]
    label: Words = {}
    color: Color = ""


class OptionPart(Named):
    """One answer to a question."""

    id: Written
    key: Chord = ""
    label: Words = {}


def _or_short_condition(schema: dict[str, Any]) -> None:
    """Let the JSON Schema say that `{form: other}` is enough."""
    short = {"type": "object", "additionalProperties": {"anyOf": [WRITTEN, {"type": "array", "items": WRITTEN}]}}
    whole = dict(schema)
    schema.clear()
    schema.update({"anyOf": [whole, {**short, "minProperties": 1, "maxProperties": 1}]})


class WhenPart(Part):
    """Ask only if another modifier of the event has one of the values: `{form: [pat, other]}`."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_extra=_or_short_condition)

    modifier: Id
    values: Annotated[list[Written], Field(min_length=1)] = Field(alias="is")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        if len(value) == 1 and not value.keys() & {"modifier", "is"}:
            value = {"modifier": next(iter(value)), "is": next(iter(value.values()))}
        return {**value, "is": [value["is"]]} if isinstance(value.get("is"), str) else value


class ModifierPart(Part):
    """A further value on an event."""

    id: Id
    type: Annotated[Literal["choice", "choices", "number", "text"], BeforeValidator(read_text)] = "choice"
    label: Words = {}
    options: list[OptionPart] = []
    required: Flag = False
    ask: Annotated[Literal["onset", "offset", "any"], BeforeValidator(read_text)] = "onset"
    when: WhenPart | None = None
    min: Number | None = None
    max: Number | None = None
    step: Positive | None = None
    unit: Written = ""


class ConstructTagPart(Part):
    """An idea of the theory a code speaks to."""

    id: Id
    evidence: Annotated[Literal["direct", "proxy", "theory"], BeforeValidator(read_text)]


class LevelPart(Named):
    """One level of a rating."""

    id: Written
    value: Number | None = None
    key: Chord = ""
    label: Words = {}
    definition: Words = {}


class ScalePart(Part):
    """The numbers a rating may have."""

    min: Number
    max: Number
    step: Positive = 1.0

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.max <= self.min:
            raise wrong("The scale ends before it begins.", "max must be more than min.")
        return self


class CodePart(Part):
    """One behaviour; on a rating tier, one item."""

    id: Id
    key: Chord = ""
    label: Words = {}
    color: Color = ""
    value: Number | None = None
    definition: Words = {}
    examples: list[Words] = []
    non_examples: list[Words] = []
    constructs: list[ConstructTagPart] = []
    hed: Written = ""
    target: list[Id] = []
    modifiers: list[ModifierPart] = []
    scale: ScalePart | None = None
    levels: list[LevelPart] = []
    anchors: dict[str, Words] = {}
    reverse: Flag = False
    not_ratable: Flag | None = None


class CompositePart(Part):
    """A value computed from several items of a rating."""

    id: Id
    label: Words = {}
    of: Annotated[list[Id], Field(min_length=1)]
    rule: Annotated[Literal["mean", "sum"], BeforeValidator(read_text)] = "mean"
    min_valid: Count = 1


class TierPart(Part):
    """One actor's lane of codes."""

    id: Id
    actor: Id
    kind: Annotated[Literal["state", "point", "interval", "rating"], BeforeValidator(read_text)]
    label: Words = {}
    exclusive: Flag = True
    exhaustive: Flag = False
    default: Id = ""
    gap: Annotated[Literal["absent", "not_coded"], BeforeValidator(read_text)] = "absent"
    repress: Annotated[Literal["ignore", "end", "restart"], BeforeValidator(read_text)] | None = None
    min_duration_s: Positive | None = None
    merge_gap_s: Positive | None = None
    length_s: Positive | None = None
    rule: Annotated[Literal["momentary", "partial", "whole", "predominant"], BeforeValidator(read_text)] | None = None
    scope: Annotated[Literal["session", "phase"], BeforeValidator(read_text)] = "session"
    scale: ScalePart | None = None
    levels: list[LevelPart] = []
    anchors: dict[str, Words] = {}
    not_ratable: Flag = True
    composites: list[CompositePart] = []
    codes: Annotated[list[CodePart], Field(min_length=1)]


class DerivedPart(Part):
    """A code computed from others."""

    id: Id
    actor: Id
    label: Words = {}
    all_of: list[Reference] = []
    any_of: list[Reference] = []
    none_of: list[Reference] = []
    match: Annotated[list[Id], Field(min_length=2, max_length=2)] = []


class EdgePart(Part):
    """A set of codes and which of their edges counts."""

    codes: Annotated[list[Reference], Field(min_length=1)]
    edge: Annotated[Literal["onset", "offset"], BeforeValidator(read_text)] = "onset"


class LinkPart(Part):
    """Which response answers which cue, within how long."""

    id: Id
    label: Words = {}
    cue: EdgePart
    response: EdgePart
    window_s: Annotated[list[NotNegative], Field(min_length=2, max_length=2)]
    pairing: Annotated[Literal["first", "nearest", "all", "one_to_one"], BeforeValidator(read_text)] = "first"
    new_onset_only: Flag = True
    censor_at: list[Annotated[Literal["phase_end", "uncodable", "next_cue"], BeforeValidator(read_text)]] = []


class PhasePart(Part):
    """A named stretch of the procedure."""

    id: Id
    key: Chord = ""
    label: Words = {}
    planned_s: Positive | None = None
    may_end_early: Flag = False
    optional: Flag = False


class WindowPart(Part):
    """A stretch inside phases."""

    id: Id
    of: Annotated[list[Id], Field(min_length=1)]
    from_s: NotNegative = 0.0
    length_s: Positive
    anchor: Annotated[Literal["start", "middle", "end"], BeforeValidator(read_text)] = "start"


class ProcedurePart(Part):
    """The phases of a session, in order."""

    id: Id = ""
    label: Words = {}
    phases: Annotated[list[PhasePart], Field(min_length=1)]
    windows: list[WindowPart] = []


class MissingIfPart(Part):
    """When a tier of a phase counts as missing."""

    share_of_phase: Share


class UncodablePart(Part):
    """How time that cannot be judged is marked."""

    key: Chord = ""
    reasons: list[OptionPart] = []
    blocks: dict[str, list[Id]] = {}
    missing_if: MissingIfPart | None = None


class PassPart(Part):
    """A named subset of tiers coded in one viewing."""

    id: Id
    label: Words = {}
    tiers: Annotated[list[Id], Field(min_length=1)]
    sound: Flag = True
    rate: Rate = 1.0


class ConstructPart(Part):
    """An idea of the theory."""

    id: Id
    label: Words = {}
    definition: Words = {}


class DoubleCodePart(Part):
    """How many sessions two people code, and which."""

    share: Share
    pick: Annotated[Literal["random", "first", "every"], BeforeValidator(read_text)] = "random"


class CriterionPart(Part):
    """How well two observations must agree."""

    tiers: Annotated[list[Id], Field(min_length=1)] = Field(alias="for")
    statistic: Id
    tolerance_s: NotNegative | None = None
    min: Number


class ReliabilityPart(Part):
    """The plan for double coding."""

    double_code: DoubleCodePart | None = None
    criterion: list[CriterionPart] = []


class ToPart(Part):
    """From one place of the old version to one of the new."""

    source: Written = Field(alias="from")
    to: Written


class MergePart(Part):
    """Several codes that become one."""

    source: Annotated[list[Written], Field(min_length=1)] = Field(alias="from")
    to: Written


class SplitPart(Part):
    """One code that becomes several; each event has to be looked at."""

    source: Written = Field(alias="from")
    to: Annotated[list[Written], Field(min_length=2)]


class RetirePart(Part):
    """A code that is no longer used."""

    source: Written = Field(alias="from")


class MapModifierPart(Part):
    """Answers that get another name."""

    code: Reference
    modifier: Id
    to: Id = ""
    values: dict[str, Written] = {}


class ChangeKindPart(Part):
    """A tier whose events become of another kind; each has to be looked at."""

    tier: Id
    to: Annotated[Literal["state", "point", "interval", "rating"], BeforeValidator(read_text)]


class StepPart(Part):
    """One step of a migration; exactly one verb."""

    rename: ToPart | None = None
    merge: MergePart | None = None
    move: ToPart | None = None
    retire: RetirePart | None = None
    map_modifier: MapModifierPart | None = None
    change_kind: ChangeKindPart | None = None
    split: SplitPart | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise wrong("A step does exactly one thing.", "Begin each thing to do with a dash of its own.")
        return self


class MigrationPart(Part):
    """How observations of an older version become observations of this one."""

    source: Version = Field(alias="from")
    to: Version
    steps: Annotated[list[StepPart], Field(min_length=1)]


class SchemePart(Part):
    """A whole scheme file."""

    format: FormatNumber
    scheme: HeadPart
    extends: list[ExtendsPart] = []
    actors: list[ActorPart] = []
    tiers: list[TierPart] = []
    derived: list[DerivedPart] = []
    links: list[LinkPart] = []
    procedure: ProcedurePart | None = None
    uncodable: UncodablePart | None = None
    passes: list[PassPart] = []
    constructs: list[ConstructPart] = []
    reliability: ReliabilityPart | None = None
    migrations: list[MigrationPart] = []
