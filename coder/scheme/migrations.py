"""From the part `migrations` to the steps of the model, and what is checked of them."""

from collections.abc import Iterable

from coder.model.migration import ChangeKind, MapModifier, Merge, Migration, Move, Rename, Retire, Split, Step
from coder.scheme.plan_parts import MigrationPart, StepPart


def build_migrations(parts: Iterable[MigrationPart]) -> tuple[Migration, ...]:
    """Return the migrations that checked parts describe."""
    return tuple(Migration(part.source, part.to, tuple(_step(step) for step in part.steps)) for part in parts)


def _step(part: StepPart) -> Step:
    if part.rename is not None:
        return Rename(part.rename.source, part.rename.to)
    if part.merge is not None:
        return Merge(tuple(part.merge.source), part.merge.to)
    if part.move is not None:
        return Move(part.move.source, part.move.to)
    if part.retire is not None:
        return Retire(part.retire.source)
    if part.map_modifier is not None:
        mapped = part.map_modifier
        return MapModifier(mapped.code, mapped.modifier, mapped.to, tuple(mapped.values.items()))
    if part.change_kind is not None:
        return ChangeKind(part.change_kind.tier, part.change_kind.to)
    if part.split is not None:
        return Split(part.split.source, tuple(part.split.to))
    raise ValueError("a step without a verb passed the checks")
