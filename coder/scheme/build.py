"""From the parts of the file to the scheme of the model."""

import json

from pydantic import BaseModel

from coder.editing.answers import is_number, plain_number
from coder.model.scheme import (
    Actor,
    Ask,
    Code,
    Condition,
    Construct,
    Derived,
    Edge,
    Gap,
    Kind,
    Link,
    Modifier,
    ModifierType,
    Option,
    Pass,
    Phase,
    Procedure,
    Repress,
    Role,
    Scheme,
    Tier,
    Uncodable,
    Window,
)
from coder.scheme.coding_parts import ActorPart, CodePart, ModifierPart, TierPart, WhenPart
from coder.scheme.migrations import build_migrations
from coder.scheme.option_keys import build_options, text_of
from coder.scheme.parts import DerivedPart, EdgePart, LinkPart, ProcedurePart, SchemePart, UncodablePart
from coder.scheme.ratings import build_rating


def build_scheme(part: SchemePart) -> Scheme:
    """Return the scheme that checked parts describe."""
    head = part.scheme
    return Scheme(
        id=head.id,
        version=head.version,
        status=head.status,
        title=text_of(head.title),
        description=text_of(head.description),
        rights=head.rights.kind if head.rights else "",
        actors=_actors(part.actors),
        tiers=tuple(_tier(tier) for tier in part.tiers),
        derived=tuple(_derived(derived) for derived in part.derived),
        links=tuple(_link(link) for link in part.links),
        procedure=_procedure(part.procedure),
        uncodable=_uncodable(part.uncodable),
        passes=tuple(
            Pass(found.id, tuple(found.tiers), found.sound, found.rate, text_of(found.label)) for found in part.passes
        ),
        migrations=build_migrations(part.migrations),
        extra=tuple(_extra(part)),
    )


def _actors(actors: list[ActorPart]) -> tuple[Actor, ...]:
    return tuple(Actor(actor.id, Role(actor.role), text_of(actor.label), actor.color) for actor in actors)


def _tier(tier: TierPart) -> Tier:
    return Tier(
        id=tier.id,
        actor=tier.actor,
        kind=Kind(tier.kind),
        label=text_of(tier.label),
        codes=tuple(_code(code) for code in tier.codes),
        exclusive=tier.exclusive,
        default=tier.default,
        gap=Gap(tier.gap),
        repress=Repress(tier.repress or ("ignore" if tier.exhaustive else "end")),
        min_duration_s=tier.min_duration_s,
        merge_gap_s=tier.merge_gap_s,
        length_s=tier.length_s,
        rule=tier.rule or "",
        rating=build_rating(tier),
    )


def _code(code: CodePart) -> Code:
    return Code(
        id=code.id,
        key=code.key,
        label=text_of(code.label),
        color=code.color,
        value=code.value,
        definition=text_of(code.definition),
        examples=tuple(text_of(words) for words in code.examples),
        non_examples=tuple(text_of(words) for words in code.non_examples),
        constructs=tuple(Construct(tag.id, tag.evidence) for tag in code.constructs),
        hed=code.hed,
        target=tuple(code.target),
        modifiers=_modifiers(code.modifiers),
    )


def _modifiers(parts: list[ModifierPart]) -> tuple[Modifier, ...]:
    numbers = {part.id for part in parts if part.type == "number"}
    return tuple(_modifier(part, numbers) for part in parts)


def _modifier(modifier: ModifierPart, numbers: set[str]) -> Modifier:
    return Modifier(
        id=modifier.id,
        type=ModifierType(modifier.type),
        label=text_of(modifier.label),
        options=build_options(modifier.options),
        required=bool(modifier.required),
        pauses=modifier.required == "pause",
        default=_as_stored(modifier.default) if modifier.id in numbers else modifier.default,
        ask=Ask(modifier.ask),
        when=_condition(modifier.when, numbers),
        minimum=modifier.min,
        maximum=modifier.max,
        step=modifier.step,
        unit=modifier.unit,
    )


def _condition(when: WhenPart | None, numbers: set[str]) -> Condition | None:
    if when is None:
        return None
    values = map(_as_stored, when.values) if when.modifier in numbers else when.values
    return Condition(when.modifier, tuple(values))


def _as_stored(text: str) -> str:
    """Return a number as answers have it: ``2.0`` is ``2``; what is no number stays as it is."""
    return plain_number(text) if is_number(text) else text


def _derived(derived: DerivedPart) -> Derived:
    return Derived(
        id=derived.id,
        actor=derived.actor,
        label=text_of(derived.label),
        all_of=tuple(derived.all_of),
        any_of=tuple(derived.any_of),
        none_of=tuple(derived.none_of),
        match=tuple(derived.match),
    )


def _edge(edge: EdgePart) -> Edge:
    return Edge(tuple(edge.codes), edge.edge)


def _link(link: LinkPart) -> Link:
    return Link(
        id=link.id,
        cue=_edge(link.cue),
        response=_edge(link.response),
        window_s=(link.window_s[0], link.window_s[1]),
        label=text_of(link.label),
        pairing=link.pairing,
        new_onset_only=link.new_onset_only,
        censor_at=tuple(link.censor_at),
    )


def _procedure(procedure: ProcedurePart | None) -> Procedure:
    if procedure is None:
        return Procedure()
    phases = tuple(
        Phase(phase.id, phase.key, text_of(phase.label), phase.planned_s, phase.may_end_early, phase.optional)
        for phase in procedure.phases
    )
    windows = tuple(
        Window(window.id, tuple(window.of), window.from_s, window.length_s, window.anchor)
        for window in procedure.windows
    )
    # Which keys are free is known only beside the whole scheme's codes: the model gives them.
    early_ends = tuple(Option(option.id, option.key, text_of(option.label)) for option in procedure.early_ends)
    return Procedure(procedure.id, phases, windows, early_ends, text_of(procedure.label))


def _uncodable(uncodable: UncodablePart | None) -> Uncodable | None:
    if uncodable is None:
        return None
    return Uncodable(
        key=uncodable.key,
        reasons=build_options(uncodable.reasons),
        blocks=tuple((reason, tuple(tiers)) for reason, tiers in uncodable.blocks.items()),
        missing_share=uncodable.missing_if.share_of_phase if uncodable.missing_if else None,
        key_beside=uncodable.key_beside,
    )


def _extra(part: SchemePart) -> list[tuple[str, str]]:
    """Return, as JSON, the parts that coding itself does not need."""
    found: list[tuple[str, str]] = []
    if part.scheme.rights is not None and len(part.scheme.rights.model_fields_set) > 1:
        found.append(("rights", _json(_dump(part.scheme.rights))))
    if part.constructs:
        found.append(("constructs", _json([_dump(construct) for construct in part.constructs])))
    if part.reliability is not None:
        found.append(("reliability", _json(_dump(part.reliability))))
    return found


def _dump(part: BaseModel) -> dict[str, object]:
    return part.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
