"""The phases that a session's coders share go along with the first of them whose observation is migrated."""

from collections.abc import Collection
from pathlib import Path

from coder.editing.migration_marks import lead_marks
from coder.model.scheme import Scheme


def lead_phases(folder: Path, moved: Collection[Path], goal: Scheme, version: str) -> None:
    """Bring a session's phases to the goal, once: not where another observation than those moved had gone before.

    ``version`` is the one that they were moved from. Raises CoderError when the phases cannot be read or written.
    """
    from coder.store.phase_file import change_phases, load_phases

    marks = load_phases(folder)
    if lead_marks(goal, version, marks) != marks and not _went_before(folder, moved, goal):
        change_phases(folder, lambda theirs: lead_marks(goal, version, theirs))


def _went_before(folder: Path, moved: Collection[Path], goal: Scheme) -> bool:
    from coder.store.observation_file import open_observation
    from coder.store.session_folder import list_observations, load_session

    for path in list_observations(load_session(folder)):
        if path not in moved:
            with open_observation(path, read_only=True) as file:
                if (file.scheme.id, file.scheme.version) == (goal.id, goal.version):
                    return True
    return False
