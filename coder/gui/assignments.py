"""A coder's queue in a study with a plan, as rows of the start page: what comes next is first."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.gui.cards import Entry
from coder.gui.words import plain_words

if TYPE_CHECKING:
    from coder.app.plan import Queued


@dataclass(frozen=True, slots=True)
class Queue:
    """What a list of assignments is headed, and its rows."""

    heading: str
    entries: tuple[Entry, ...]


def find_queue(path: Path, coder: str) -> "Queue | Path | None":
    """Return a coder's queue; the study's path where nobody has said who codes; None where nothing is theirs.

    Reads the study: call it on a thread of its own. Raises CoderError when its plan cannot be read.
    """
    from coder.app.plan import next_open, read_queue
    from coder.store.plan_file import find_plan
    from coder.store.study_file import STUDY_FILE

    folder = path.parent if path.name == STUDY_FILE else path
    plan = find_plan(folder) if (folder / STUDY_FILE).is_file() else None
    if plan is None or not plan.assignments:
        return None
    if not coder:
        return path
    queue = read_queue(folder, coder)
    if not queue:
        return None
    first = next_open(queue)
    ordered = sorted(queue, key=lambda one: (one is not first, not one.open))
    done = sum(not one.open for one in queue)
    heading = f"Your assignments: {done} of {len(queue)} submitted."
    rest = f" Enter opens {first.name}." if first is not None else " Nothing is left to code."
    return Queue(heading + rest, tuple(_entry(one) for one in ordered))


def _entry(one: "Queued") -> Entry:
    assignment = one.assignment
    veiled = one.name != one.session.id
    title = " · ".join(word for word in (one.name, plain_words(assignment.pass_id)) if word)
    count = len(assignment.blocks)
    detail = f"{count} segment{'' if count == 1 else 's'}" if count else ""
    own = (one.session.folder, assignment.coder, title, detail, assignment.pass_id)
    return Entry(*own, veiled=veiled, done=not one.open)
