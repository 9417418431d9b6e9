"""Whether the steps of `migrations` mean something, and lead to what there is."""

import re
from collections.abc import Iterator

from coder.editing.answers import is_number
from coder.model.rating import NOT_RATABLE, RATED_PHASE, VALUE, Scale
from coder.model.scheme import EARLY_END, EARLY_ENDS, PHASE, REASON, UNCODABLE, Kind
from coder.scheme.faults import Fault
from coder.scheme.known import Known, by_id, id_of, suggest, unknown
from coder.scheme.nodes import Node, is_there
from coder.scheme.values import IDENTIFIER

_PART = IDENTIFIER.strip("^$")
_FORMS = {count: re.compile(r"\.".join([_PART] * count)) for count in (1, 2, 3)}
_SOURCES = {
    "rename": (1, 2),
    "merge": (1, 2),
    "move": (2,),
    "retire": (1, 2, 3),
    "split": (2,),
}
"""How many ids the ``from`` of a verb may have: ``tier``, ``tier.code``, ``tier.code.modifier``."""
_WORDS = {1: "tier", 2: "tier.code", 3: "tier.code.modifier"}


def check_migrations(known: Known) -> Iterator[Fault]:
    """Yield what is wrong with the migrations of a scheme."""
    version = known.root.get("scheme").get("version").text
    seen: set[tuple[str, str]] = set()
    for migration in known.root.get("migrations").items:
        yield from _check_versions(migration, version, seen)
        for step in migration.get("steps").items:
            for verb, what in step.pairs:
                yield from _check_form(verb.text, what)
                if migration.get("to").text == version:
                    yield from _check_goal(verb.text, what, known)


def _check_versions(migration: Node, version: str, seen: set[tuple[str, str]]) -> Iterator[Fault]:
    old, new = migration.get("from"), migration.get("to")
    if _parts(old.text) >= _parts(new.text) > ():
        yield new.fault("A migration leads to a newer version.", "Exchange the two versions.")
    elif _parts(new.text) > _parts(version) > ():
        yield new.fault(
            f"The migration leads beyond this scheme, which is {version}.", "Give the scheme its new version."
        )
    if (old.text, new.text) in seen and new.text:
        yield new.fault(f"How {old.text} becomes {new.text} is said twice.", "Put all steps into one list.")
    seen.add((old.text, new.text))


def _check_form(verb: str, step: Node) -> Iterator[Fault]:
    """Yield what names nothing that an event could have, whatever scheme it was coded under."""
    counts = _SOURCES.get(verb)
    source, goal = step.get("from"), step.get("to")
    if counts is not None:
        for name in source.items or (source,):
            yield from _form(name, counts)
    if verb == "split":
        for name in goal.items:
            yield from _form(name, (2,))
    if verb == "rename" and _count(source) == 2 and _count(goal) == 1:
        yield goal.fault(f'"{goal.text}" is a tier and {source.text} a code.', f"Write {goal.text}.code, or use move.")
    if verb == "merge" and _count(goal) == 1 and any(_count(name) == 2 for name in source.items):
        yield goal.fault(f'"{goal.text}" is a tier, no code.', f"Write {goal.text}.code.")
    if verb == "map_modifier" and is_there(step) and not is_there(goal) and not is_there(step.get("values")):
        yield step.fault("Nothing says what the answers become.", "Add `to` with a modifier, or `values`.")


def _form(name: Node, counts: tuple[int, ...]) -> Iterator[Fault]:
    if name.text and not any(_FORMS[count].fullmatch(name.text) for count in counts):
        forms = " or ".join(_WORDS[count] for count in counts)
        yield name.fault(f'"{name.text}" cannot stand here.', f"Write {forms}.")


def _count(name: Node) -> int:
    return len(name.text.split(".")) if name.text else 0


def _check_goal(verb: str, step: Node, known: Known) -> Iterator[Fault]:
    """Yield what is not there now; where a step comes from need not be there."""
    codes = {**known.codes, **dict.fromkeys(_own_codes(known), known.root)}
    if verb == "map_modifier":
        yield from unknown(step.get("code"), codes, "code of this scheme")
        if step.get("code").text in codes:
            yield from _check_answers(step, known)
    elif verb == "change_kind":
        yield from unknown(step.get("tier"), known.tiers, "tier of this scheme")
        yield from _check_kind(step, known)
    else:
        goal = step.get("to")
        for name in goal.items or (goal,):
            yield from unknown(name, (*known.tiers, *codes), "tier or code of this scheme")
        if verb == "move":
            yield from _check_moved(step, goal, known)


def _check_moved(step: Node, goal: Node, known: Known) -> Iterator[Fault]:
    """Yield a code that is moved to a tier where there is none of its name."""
    code = step.get("from").text.partition(".")[2]
    if code and goal.text in known.tiers and f"{goal.text}.{code}" not in known.codes:
        yield goal.fault(f"{goal.text} has no code {code}.", f"Add it, or write {goal.text}.code with its name there.")


def _own_codes(known: Known) -> list[str]:
    phases = [f"{PHASE}.{phase}" for phase in known.phases]
    return [*phases, f"{UNCODABLE}.{UNCODABLE}"] if is_there(known.root.get("uncodable")) else phases


def _check_kind(step: Node, known: Known) -> Iterator[Fault]:
    tier, kind = known.tiers.get(step.get("tier").text), step.get("to").text
    if tier is not None and kind in tuple(Kind) and tier.get("kind").text != kind:
        yield step.get("to").fault(
            f"{step.get('tier').text} is a tier of the kind {tier.get('kind').text} now.",
            "Write the kind that the tier has in this version.",
        )


def _check_answers(step: Node, known: Known) -> Iterator[Fault]:
    """Yield a modifier or an option that the code has not got now."""
    code = step.get("code").text
    name = step.get("to") if is_there(step.get("to")) else step.get("modifier")
    if code == f"{UNCODABLE}.{UNCODABLE}":
        yield from unknown(name, (REASON,), f"modifier of {code}")
        yield from _check_values(step, list(known.reasons), f"reason of {code}")
        return
    if code.partition(".")[0] == PHASE:
        reasons = [id_of(reason).text for reason in known.root.get("procedure").get("early_ends").items]
        yield from unknown(name, (EARLY_END,), f"modifier of {code}")
        yield from _check_values(step, reasons or list(EARLY_ENDS), "reason for an early end")
        return
    if known.tiers.get(code.partition(".")[0], known.root).get("kind").text == Kind.RATING:
        yield from unknown(name, (VALUE, RATED_PHASE), f"modifier of {code}, which is rated")
        yield from _check_rated(step, name.text, code, known)
        return
    modifiers = by_id(known.codes[code].get("modifiers").items) if code in known.codes else {}
    yield from unknown(name, modifiers, f"modifier of {code}")
    found = modifiers.get(name.text)
    if found is not None and found.get("options").items:
        options = [id_of(option).text for option in found.get("options").items]
        yield from _check_values(step, options, f"option of {name.text}")


def _check_rated(step: Node, name: str, code: str, known: Known) -> Iterator[Fault]:
    """Yield what an item cannot be rated now: no level of it, no number of its scale, no phase."""
    tier, item = known.tiers[code.partition(".")[0]], known.codes.get(code, known.root)
    if name == RATED_PHASE:
        yield from _check_values(step, list(known.phases), "phase of this scheme")
        return
    measured = item if is_there(item.get("levels")) or is_there(item.get("scale")) else tier
    levels = [id_of(level).text for level in measured.get("levels").items]
    if levels:
        yield from _check_values(step, [*levels, NOT_RATABLE], f"level of {code}")
        return
    scale = _scale(measured.get("scale"))
    if scale is not None:
        yield from _check_numbers(step, scale, code)


def _check_numbers(step: Node, scale: Scale, code: str) -> Iterator[Fault]:
    limits = f"from {scale.minimum:g} to {scale.maximum:g} in steps of {scale.step:g}"
    for _, value in step.get("values").pairs:
        if value.text and value.text != NOT_RATABLE and not (is_number(value.text) and float(value.text) in scale):
            yield value.fault(f'"{value.text}" is not on the scale of {code}.', f"Write a number {limits}.")


def _scale(node: Node) -> Scale | None:
    numbers = [node.get(name).text for name in ("min", "max")] + [node.get("step").text or "1"]
    if not all(map(is_number, numbers)) or float(numbers[0]) >= float(numbers[1]) or float(numbers[2]) <= 0:
        return None
    return Scale(*map(float, numbers))


def _check_values(step: Node, options: list[str], what: str) -> Iterator[Fault]:
    for _, value in step.get("values").pairs:
        if value.text and value.text not in options:
            yield value.fault(f'"{value.text}" is no {what}.', suggest(value.text, options))


def _parts(version: str) -> tuple[int, ...]:
    numbers = version.split(".")
    whole = len(numbers) == 3 and all(part.isdecimal() for part in numbers)
    return tuple(int(number) for number in numbers) if whole else ()
