"""How observations of an older version of a scheme become observations of a newer one.

What a step names is ``tier``, ``tier.code`` or, where an answer is meant, ``tier.code.modifier``.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rename:
    """Another id: of a code, or of a tier with all its codes."""

    source: str
    to: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Several codes that become one."""

    sources: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Move:
    """A code that goes to another tier."""

    source: str
    to: str


@dataclass(frozen=True, slots=True)
class Retire:
    """A tier, a code or a modifier that is no longer used: what was coded with it is taken out."""

    source: str


@dataclass(frozen=True, slots=True)
class MapModifier:
    """Answers to a modifier of a code that get another modifier (``to``), other ``values`` (old, new), or both."""

    code: str
    modifier: str
    to: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A tier whose events become of another kind (the word of the file); each has to be looked at again."""

    tier: str
    to: str


@dataclass(frozen=True, slots=True)
class Split:
    """A code that becomes several; each event has to be looked at again."""

    source: str
    to: tuple[str, ...]


Step = Rename | Merge | Move | Retire | MapModifier | ChangeKind | Split


@dataclass(frozen=True, slots=True)
class Migration:
    """The steps from one version to another, in order."""

    source: str
    to: str
    steps: tuple[Step, ...]


def describe_step(step: Step) -> str:
    """Say a step in the words of the scheme file: ``rename cg_touch.pat → cg_touch.stroke``."""
    match step:
        case Rename(source, to):
            return f"rename {source} → {to}"
        case Merge(sources, to):
            return f"merge {', '.join(sources)} → {to}"
        case Move(source, to):
            return f"move {source} → {to}"
        case Retire(source):
            return f"retire {source}"
        case MapModifier():
            return f"map_modifier {step.code}.{step.modifier}{_mapped(step)}"
        case ChangeKind(tier, to):
            return f"change_kind {tier} → {to}"
        case Split(source, to_each):
            return f"split {source} → {', '.join(to_each)}"


def _mapped(step: MapModifier) -> str:
    goal = f" → {step.to}" if step.to else ""
    values = ", ".join(f"{old} → {new}" for old, new in step.values)
    return f"{goal}{f' ({values})' if values else ''}"
