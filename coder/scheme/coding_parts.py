"""The parts that coding needs: actors, tiers, codes and modifiers."""

# ruff: noqa: RUF012 - a Part is pydantic's, which copies each default; that cannot be seen from this file.

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from coder.scheme.part import Named, Part
from coder.scheme.rules import MODIFIER_RULES, NOT_BOTH, TIER_RULES, with_rules
from coder.scheme.values import (
    WRITTEN,
    Chord,
    Color,
    Count,
    Flag,
    Id,
    Number,
    Positive,
    Required,
    Words,
    Written,
    read_text,
    wrong,
)


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

    model_config = ConfigDict(json_schema_extra=with_rules(*MODIFIER_RULES))

    id: Id
    type: Annotated[Literal["choice", "choices", "number", "text"], BeforeValidator(read_text)] = "choice"
    label: Words = {}
    options: list[OptionPart] = []
    required: Required = False
    default: Written = ""
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
        steps = (self.max - self.min) / self.step
        if abs(steps - round(steps)) > 1e-6:
            nearest = self.min + int(steps) * self.step
            raise wrong(f"Steps of {self.step:g} do not end at {self.max:g}.", f"Write {nearest:g}, or another step.")
        return self


class CodePart(Part):
    """One behaviour; on a rating tier, one item."""

    model_config = ConfigDict(json_schema_extra=with_rules(NOT_BOTH))

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

    model_config = ConfigDict(json_schema_extra=with_rules(*TIER_RULES))

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
