"""The parts that say how a lab works with a scheme: double coding, and moving to a new version."""

# ruff: noqa: RUF012 - a Part is pydantic's, which copies each default; that cannot be seen from this file.

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from coder.scheme.part import Part
from coder.scheme.values import Id, NotNegative, Number, Reference, Share, Version, Written, read_text, wrong


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

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

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
