"""Which number of a version a change raises: the third for wording, the second for additions, the first for meaning."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from coder.scheme.versions import Version, parse_version

WORDING = ("label", "title", "description", "definition", "examples", "non_examples", "anchors")


class Bump(IntEnum):
    """The number of a version that is raised, from the least to the most."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """The word for it: none, patch, minor or major."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was changed, in a sentence, and the number of the version that it raises."""

    bump: Bump
    sentence: str
    is_look: bool = False
    """Whether it is only how something looks."""


_BUMPS = {
    **{("Scheme", name): Bump.NONE for name in ("version", "status")},
    ("Scheme", "rights"): Bump.PATCH,
    **{("Tier", name): Bump.MINOR for name in ("repress", "min_duration_s", "merge_gap_s")},
    **{("Code", name): Bump.MINOR for name in ("constructs", "hed")},
    **{("Modifier", name): Bump.MINOR for name in ("required", "pauses", "default")},
    **{("Phase", name): Bump.MINOR for name in ("planned_s", "may_end_early", "optional")},
    ("Pass", "rate"): Bump.MINOR,
}
"""How one codes, what is pointed out, what is annotated: no event means anything else for it."""
_GROW = {("Code", "target"), ("Pass", "tiers"), ("Window", "of")}
"""Lists in which more is an addition."""
OF_EXTRA = {"rights": Bump.PATCH, "constructs": Bump.MINOR, "reliability": Bump.MINOR}


def bump_of(owner: object, name: str, before: Any, after: Any) -> Bump:
    """Return what a changed value of a part raises; whatever is not known to be harmless has another meaning."""
    if name in WORDING or name == "color":
        return Bump.PATCH
    if name in ("key", "key_beside"):
        return Bump.MINOR
    place = (type(owner).__name__, name)
    if place in _GROW:
        return Bump.MINOR if set(before) <= set(after) else Bump.MAJOR
    if place == ("Item", "not_ratable") or (place[0] == "Modifier" and name in ("minimum", "maximum")):
        return Bump.MINOR if _allows_more(name, before, after) else Bump.MAJOR
    return _BUMPS.get(place, Bump.MAJOR)


def _allows_more(name: str, before: Any, after: Any) -> bool:
    if name == "not_ratable":
        return bool(after)
    if before is None or after is None:
        return after is None
    return bool(after <= before if name == "minimum" else after >= before)


def needed_version(old: str, bump: Bump) -> str:
    """Return the least version that a scheme may have after a change.

    While the first number is 0 nothing is settled, and the second is enough for another meaning.
    """
    major, minor, patch = parse_version(old)
    if bump is Bump.MAJOR and major == 0:
        bump = Bump.MINOR
    raised: dict[Bump, Version] = {
        Bump.NONE: (major, minor, patch),
        Bump.PATCH: (major, minor, patch + 1),
        Bump.MINOR: (major, minor + 1, 0),
        Bump.MAJOR: (major + 1, 0, 0),
    }
    return ".".join(map(str, raised[bump]))
