"""Open the consensus of two coders of a session to decide it, or begin it with what both agree on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.blinding import Blinding
from coder.app.consensus import Review
from coder.app.consensus_originals import Originals
from coder.app.consensus_reading import read_originals
from coder.app.keymap import Keymap
from coder.app.open_session import Opened, open_session
from coder.editing.disputing import made_of, plan_beginning
from coder.errors import CoderError
from coder.media.stopping import Cancel, Progress
from coder.model.consensus import ALL, CONSENSUS, Wanted
from coder.model.observation import Identity, Observation
from coder.model.session import Session
from coder.model.spans import Span, intersection

if TYPE_CHECKING:
    from coder.store.writer import SaveState


@dataclass(frozen=True, slots=True)
class ReviewWish:
    """Which disagreements of which two coders are to be decided, by whom (``decided_by``), or only looked at."""

    path: Path
    pair: tuple[str, str]
    pass_id: str = ""
    decided_by: str = ""
    wanted: Wanted = ALL
    view_only: bool = False


def open_consensus(
    wish: ReviewWish,
    *,
    keymap: Keymap | None = None,
    on_saved: "Callable[[SaveState], object] | None" = None,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Opened:
    """Open the consensus of two coders, begun now if it is not there; raise CoderError when it cannot be.

    It goes on with the pair in the order that it was begun with. What changed in an original since is a notice.
    """
    from coder.store.session_folder import load_session, observation_path

    session = load_session(wish.path)
    check_open(session, wish.pair, wish.pass_id)
    where = observation_path(session, CONSENSUS, wish.pass_id)
    pair = find_pair(where) or wish.pair
    check_pair(wish.pair, pair)
    originals = read_originals(session, pair, wish.pass_id)
    by = wish.decided_by or CONSENSUS
    if not where.exists() and not wish.view_only:
        begin_consensus(session, originals, wish.pass_id, by)
    opened = open_session(
        wish.path,
        CONSENSUS,
        wish.pass_id,
        keymap=keymap,
        on_saved=on_saved,
        cancel=cancel,
        progress=progress,
        decided_by=by,
        view_only=wish.view_only,
    )
    try:
        opened.review = Review(opened.workspace, originals, wish.wanted)
    except ValueError as error:
        opened.close()
        raise CoderError(
            f"The consensus of {session.id} makes no sense: {error}.", "Look at its change log."
        ) from error
    told = opened.review.stale_notice()
    opened.notices += (told,) if told is not None else ()
    return opened


def begin_consensus(session: Session, originals: Originals, pass_id: str, by: str) -> None:
    """Write a consensus that holds what both coders agree on, and where they differ, undecided."""
    from coder.store.consensus import write_consensus
    from coder.store.facts import Facts
    from coder.store.session_folder import observation_path

    identity = Identity(session.id, CONSENSUS, pass_id, CONSENSUS)
    first, second = originals.made.pair
    title = f"Begin with what {first} and {second} agree on"
    begun = plan_beginning(Observation(identity), originals.ground, originals.made, title)
    blocks: list[Sequence[Span]] = [one.blocks for one in originals.pair if one.blocks]
    shared = tuple(reduce(intersection, blocks)) if blocks else ()
    facts = Facts(identity, originals.facts.scheme, originals.facts.media, blocks=shared)
    write_consensus(observation_path(session, CONSENSUS, pass_id), facts, begun, by)


def find_pair(where: Path) -> tuple[str, str] | None:
    """Return whose consensus a file is; None where there is none yet. Raise CoderError when it cannot be read."""
    from coder.store.observation_file import open_observation

    if not where.exists():
        return None
    with open_observation(where, read_only=True) as file:
        try:
            made = made_of(file.load())
        except ValueError:
            made = None
    if made is None:
        raise CoderError(
            f"{where.name} was not made from two coders' observations.",
            "It was left as it is. Rename it, then begin the consensus.",
        )
    return made.pair


def check_pair(asked: tuple[str, str], there: tuple[str, str]) -> None:
    """Raise CoderError when the consensus that there is, is that of two others."""
    if set(asked) != set(there):
        first, second = there
        raise CoderError(
            f"The consensus of this session is that of {first} and {second}.",
            f"There is one in a pass. Name {first} and {second}.",
        )


def check_open(session: Session, pair: tuple[str, str], pass_id: str) -> None:
    """Raise CoderError where a study has a plan and one of the two has not submitted yet."""
    from coder.store.session_folder import observation_path

    blinding = Blinding()
    paths = (observation_path(session, coder, pass_id) for coder in pair)
    own = [path.stem.partition(".")[0] for path in paths if path.exists() and blinding.is_open(session, path)]
    waiting = own or blinding.waiting_for(session, pass_id)
    if waiting:
        raise CoderError(
            f"{' and '.join(waiting)} {'has' if len(waiting) == 1 else 'have'} not submitted {session.id} yet.",
            "In a planned study two observations are compared once both are submitted.",
        )
