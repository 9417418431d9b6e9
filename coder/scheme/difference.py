"""What changed from one version of a scheme to another, in sentences, and what it means for the version."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from coder.model.rating import Item, Rating, Scale
from coder.model.scheme import Code, Option, Scheme, Text, Tier
from coder.scheme.bumps import OF_EXTRA, WORDING, Bump, Difference, bump_of

_NAMES = {"minimum": "min", "maximum": "max", "missing_share": "missing_if"}


def describe_difference(old: Scheme, new: Scheme) -> list[str]:
    """Return a sentence for each thing that was added, removed or changed, but for looks; none when nothing was."""
    return [found.sentence for found in find_differences(old, new) if not found.is_look]


def find_differences(old: Scheme, new: Scheme) -> list[Difference]:
    """Return everything that was added, removed or changed, each with what it means for the version."""
    said = list(_changed("The scheme", old, new, ("actors", "tiers", "derived", "links", "passes", *_INNER)))
    said += _members("Actor", old.actors, new.actors, _plainly("actor"))
    said += _members("Tier", old.tiers, new.tiers, _tier)
    said += _members("Derived code", old.derived, new.derived, _plainly("derived code"))
    said += _members("Link", old.links, new.links, _plainly("link"))
    said += _members("Phase", old.procedure.phases, new.procedure.phases, _plainly("phase"))
    said += _members("Window", old.procedure.windows, new.procedure.windows, _plainly("window"))
    said += _options("Early end", old.procedure.early_ends, new.procedure.early_ends)
    said += _uncodable(old, new)
    said += _members("Pass", old.passes, new.passes, _plainly("pass"))
    said += _migrations(old, new)
    said += _extra(dict(old.extra), dict(new.extra))
    return said


_INNER = ("procedure", "uncodable", "migrations", "extra")
_Named = Any
_Compare = Callable[[_Named, _Named], Iterator[Difference]]


def _members(what: str, old: Sequence[_Named], new: Sequence[_Named], compare: _Compare) -> Iterator[Difference]:
    before = {member.id: member for member in old}
    after = {member.id: member for member in new}
    for name in before:
        if name not in after:
            yield Difference(Bump.MAJOR, f"{what} {name} was removed.")
    for name, member in after.items():
        if name not in before:
            yield Difference(Bump.MINOR, f"{what} {name} was added{_with_key(member)}.")
        else:
            yield from compare(before[name], member)
    kept_before = [name for name in before if name in after]
    kept_after = [name for name in after if name in before]
    if kept_before != kept_after:
        bump = Bump.MAJOR if what == "Phase" else Bump.PATCH
        yield Difference(bump, f"{what}: the order is now {', '.join(kept_after)}.")


def _with_key(member: _Named) -> str:
    key = getattr(member, "key", "")
    return f" (key {key})" if key else ""


def _plainly(what: str) -> _Compare:
    def compare(old: _Named, new: _Named) -> Iterator[Difference]:
        yield from _changed(f"{what.capitalize()} {new.id}", old, new)

    return compare


def _tier(old: Tier, new: Tier) -> Iterator[Difference]:
    yield from _changed(f"Tier {new.id}", old, new, ("codes", "rating"))

    def compare(before: Code, after: Code) -> Iterator[Difference]:
        yield from _code(f"{new.id}.{after.id}", before, after)

    yield from _members(f"Tier {new.id}: code", old.codes, new.codes, compare)
    if old.rating is not None and new.rating is not None:
        yield from _rating(new.id, old.rating, new.rating)


def _rating(tier: str, old: Rating, new: Rating) -> Iterator[Difference]:
    """Yield what is asked otherwise; what all items have in common is said once."""
    yield from _changed(f"Tier {tier}", old, new, ("items", "composites"))
    pairs = [(before, item) for item in new.items if (before := old.item(item.id)) is not None]
    said = {item.id: list(_item(before, item)) for before, item in pairs}
    of_all = [found for found in next(iter(said.values()), []) if all(found in others for others in said.values())]
    together = of_all if len(said) > 1 else []
    for found in together:
        yield replace(found, sentence=f"Tier {tier}, all items{found.sentence}")
    for name, differences in said.items():
        for found in differences:
            if found not in together:
                yield replace(found, sentence=f"Item {tier}.{name}{found.sentence}")
    yield from _members(f"Tier {tier}: composite", old.composites, new.composites, _plainly("composite"))


def _item(old: Item, new: Item) -> Iterator[Difference]:
    yield from _changed("", old, new, ("levels",))

    def compare(before: _Named, after: _Named) -> Iterator[Difference]:
        yield from _changed(f": level {after.id}", before, after)

    yield from _members(": level", old.levels, new.levels, compare)


def _code(name: str, old: Code, new: Code) -> Iterator[Difference]:
    yield from _changed(f"Code {name}", old, new, ("modifiers",))

    def compare(before: _Named, after: _Named) -> Iterator[Difference]:
        yield from _changed(f"Code {name}: modifier {after.id}", before, after, ("options",))
        yield from _options(f"Code {name}: modifier {after.id}: option", before.options, after.options)

    yield from _members(f"Code {name}: modifier", old.modifiers, new.modifiers, compare)


def _options(what: str, old: Sequence[Option], new: Sequence[Option]) -> Iterator[Difference]:
    def compare(before: Option, after: Option) -> Iterator[Difference]:
        yield from _changed(f"{what} {after.id}", before, after)

    yield from _members(what, old, new, compare)


def _uncodable(old: Scheme, new: Scheme) -> Iterator[Difference]:
    before, after = old.uncodable, new.uncodable
    if before is None or after is None:
        if before is not after:
            verb, bump = ("added", Bump.MINOR) if before is None else ("removed", Bump.MAJOR)
            yield Difference(bump, f"Uncodable time was {verb}.")
        return
    yield from _changed("Uncodable time", before, after, ("reasons",))
    yield from _options("Uncodable time: reason", before.reasons, after.reasons)


def _migrations(old: Scheme, new: Scheme) -> Iterator[Difference]:
    if old.migrations != new.migrations:
        verb = "changed" if old.migrations and new.migrations else "added" if new.migrations else "removed"
        yield Difference(Bump.NONE, f"The part migrations was {verb}.")


def _extra(old: dict[str, str], new: dict[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            verb = "added" if name not in old else "removed" if name not in new else "changed"
            yield Difference(OF_EXTRA.get(name, Bump.MAJOR), f"The part {name} was {verb}.")


def _changed(what: str, old: _Named, new: _Named, leave: Sequence[str] = ()) -> Iterator[Difference]:
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after or field.name in leave:
            continue
        name, bump = _NAMES.get(field.name, field.name), bump_of(new, field.name, before, after)
        if field.name in WORDING:
            yield Difference(bump, f"{what}: the wording of {name} was changed.")
        else:
            sentence = f"{what}: {name} was {_shown(before)}, is {_shown(after)}."
            yield Difference(bump, sentence, is_look=name == "color")


def _shown(value: object) -> str:
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Scale):
        steps = "" if value.step == 1 else f" in steps of {value.step:g}"
        return f"{value.minimum:g} to {value.maximum:g}{steps}"
    if isinstance(value, tuple):
        return ", ".join(_shown(part) for part in value)
    if isinstance(value, Text):
        return f'"{value}"'
    if is_dataclass(value):
        return " ".join(_shown(getattr(value, field.name)) for field in fields(value) if getattr(value, field.name))
    return str(value)
