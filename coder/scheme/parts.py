"""The file format, part by part: what may be written where. The JSON Schema is made from these very classes."""

# ruff: noqa: RUF012 - a Part is pydantic's, which copies each default; that cannot be seen from this file.

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from coder.scheme.coding_parts import ActorPart, OptionPart, TierPart
from coder.scheme.part import Part
from coder.scheme.plan_parts import MigrationPart, ReliabilityPart
from coder.scheme.rules import DERIVED_RULES, SCHEME_RULES, with_rules
from coder.scheme.values import (
    Chord,
    Flag,
    FormatNumber,
    Id,
    NotNegative,
    Positive,
    Rate,
    Reference,
    SchemeId,
    Share,
    Version,
    Words,
    Written,
    read_text,
)


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


class DerivedPart(Part):
    """A code computed from others."""

    model_config = ConfigDict(json_schema_extra=with_rules(*DERIVED_RULES))

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
    early_ends: list[OptionPart] = []


class MissingIfPart(Part):
    """When a tier of a phase counts as missing."""

    share_of_phase: Share


class UncodablePart(Part):
    """How time that cannot be judged is marked."""

    key: Chord = ""
    key_beside: Chord = ""
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


class SchemePart(Part):
    """A whole scheme file."""

    model_config = ConfigDict(json_schema_extra=with_rules(*SCHEME_RULES))

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
