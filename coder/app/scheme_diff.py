"""What changed between two versions of a scheme, and whether the newer version's number says so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coder.app.schemes import find_scheme, scheme_folders

if TYPE_CHECKING:
    from coder.scheme.bumps import Difference
    from coder.scheme.loader import LoadedScheme

_NO_WORDS: Any = {"scheme": {"version", "status"}, "migrations": True}


@dataclass(frozen=True, slots=True)
class SchemeDiff:
    """Two schemes by id and version, what changed from one to the other, and the version that this needs at least.

    ``bump`` is none, patch, minor or major. Two different schemes need no version: ``needed`` is empty.
    """

    old: tuple[str, str]
    new: tuple[str, str]
    differences: tuple["Difference", ...]
    bump: str
    needed: str
    high_enough: bool

    @property
    def verdict(self) -> str:
        """Say what the changes mean for the version."""
        if not self.needed:
            return "These are two schemes, so their versions are not compared."
        version = f"{self.new[1]} is {'high enough' if self.high_enough else 'too low'}."
        if self.bump == "none":
            return f"Nothing changed that needs another version: {version}"
        return f"Together a {self.bump} change of {self.old[1]}, which needs version {self.needed} at least: {version}"

    @property
    def hint(self) -> str:
        """Say what only a person can tell."""
        reworded = any("wording of definition" in found.sentence for found in self.differences)
        if not reworded or self.bump == "major":
            return ""
        return "A definition was reworded. If something else is coded by it now, raise the first number."


def compare_schemes(old: str, new: str) -> SchemeDiff:
    """Compare two scheme files, or shipped schemes by id; raise CoderError when one cannot be used."""
    from coder.scheme.bumps import Bump, needed_version
    from coder.scheme.difference import find_differences
    from coder.scheme.versions import parse_version

    before, after = _load(old), _load(new)
    found = find_differences(before.scheme, after.scheme)
    if all(difference.bump is Bump.NONE for difference in found):
        found += _elsewhere(before, after)
    differences = tuple(sorted(found, key=lambda difference: -difference.bump))
    bump = max((difference.bump for difference in differences), default=Bump.NONE)
    same = before.scheme.id == after.scheme.id
    needed = needed_version(before.scheme.version, bump)
    return SchemeDiff(
        (before.scheme.id, before.scheme.version),
        (after.scheme.id, after.scheme.version),
        differences,
        bump.word,
        needed if same else "",
        not same or parse_version(after.scheme.version) >= parse_version(needed),
    )


def _load(named: str) -> "LoadedScheme":
    from coder.scheme.loader import load_scheme

    path = find_scheme(named)
    return load_scheme(path, search=scheme_folders(path))


def _elsewhere(before: "LoadedScheme", after: "LoadedScheme") -> list["Difference"]:
    """Return what differs only in words that nothing is coded by, such as the label of a pass."""
    from coder.scheme.bumps import Bump, Difference
    from coder.scheme.reading import read_source

    parts = [read_source(loaded.text, loaded.path.name).part for loaded in (before, after)]
    old, new = (part and part.model_dump(exclude=_NO_WORDS) for part in parts)
    return [Difference(Bump.PATCH, "Words were changed that nothing is coded by.")] if old != new else []
