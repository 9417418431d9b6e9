"""Which migrations lead from one version of a scheme to another."""

from coder.errors import CoderError
from coder.model.migration import Migration
from coder.model.scheme import Scheme

Version = tuple[int, ...]


def find_path(new: Scheme, version: str) -> tuple[Migration, ...]:
    """Return the migrations that bring observations of ``version`` to the new scheme, in order.

    Where only wording or additions lie between two versions (the same first number) no migration is needed; across
    majors there must be one. Raises CoderError when there is no way.
    """
    here, goal = parse(version), parse(new.version)
    if here > goal:
        raise CoderError(
            f"{new.id} {new.version} is older than {version}, under which this was coded.",
            "Name the newer version of the scheme.",
        )
    path = _path(new, here, goal)
    if path is None:
        raise CoderError(
            f"{new.id} {new.version} does not say how observations of {version} become observations of it.",
            f'Write a migration from "{version}" to "{new.version}" into its `migrations`.',
        )
    return path


def parse(version: str) -> Version:
    """Read ``1.2.0``; what is no version is older than every one."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def _path(new: Scheme, here: Version, goal: Version) -> tuple[Migration, ...] | None:
    if here == goal:
        return ()
    for migration in _leaving(new, here):
        rest = _path(new, parse(migration.to), goal)
        if rest is not None:
            return (migration, *rest)
    return () if here[:1] == goal[:1] else None


def _leaving(new: Scheme, here: Version) -> list[Migration]:
    """Return the migrations that can be taken from a version, those that begin nearest to it first."""
    found = [
        migration
        for migration in new.migrations
        if parse(migration.to) > here and _reaches(here, parse(migration.source))
    ]
    return sorted(found, key=lambda migration: _distance(here, migration))


def _reaches(here: Version, source: Version) -> bool:
    """Tell whether a version is as good as the one a migration begins at: later additions are not missed yet."""
    return here[:1] == source[:1] if source >= here else here[:2] == source[:2]


def _distance(here: Version, migration: Migration) -> tuple[int, list[int], list[int]]:
    source, longest_first = parse(migration.source), [-part for part in parse(migration.to)]
    if source < here:
        return 1, [-part for part in source], longest_first
    return (0 if source == here else 2), list(source), longest_first
