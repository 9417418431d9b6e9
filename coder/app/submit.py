"""Submit an observation: it is sealed as it is, and opened again only with a reason."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.viewing import share_words
from coder.editing.blocks import describe_blocks
from coder.editing.intervals import Sampled
from coder.errors import CoderError
from coder.model.observation import Observation
from coder.model.seal import Seal
from coder.model.viewing import Viewing

if TYPE_CHECKING:
    from coder.app.open_session import Opened

_ALL = 0.995
"""The last frames are seldom waited for."""


def submit_session(path: Path, coder: str, pass_id: str = "") -> Seal:
    """Submit a coder's observation of a session that nobody has open; raise CoderError, having changed nothing."""
    from coder.store.seal import submit_observation

    return submit_observation(find_observation(path, coder, pass_id), coder)


def reopen_session(path: Path, coder: str, reason: str, pass_id: str = "", *, person: str = "") -> None:
    """Open a submitted observation again; the reason is logged, as is the ``person`` (else the coder).

    Raises CoderError, having changed nothing.
    """
    from coder.store.coder_id import check_coder_id
    from coder.store.seal import reopen_observation

    where = find_observation(path, coder, pass_id)
    if person:
        check_coder_id(person)
    reopen_observation(where, person or coder, reason)


def find_observation(path: Path, coder: str, pass_id: str = "") -> Path:
    """Return the file of a coder's observation of a session; raise CoderError where there is none."""
    from coder.store.session_folder import load_session, observation_path

    session = load_session(path)
    where = observation_path(session, coder, pass_id)
    if not where.is_file():
        which = f" in the pass {pass_id}" if pass_id else ""
        raise CoderError(f"{coder} has coded nothing in {session.id}{which}.", "Check the coder's id and the pass.")
    return where


def remarks_before(opened: "Opened", viewing: Viewing) -> Iterator[str]:
    """Say what a coder may want to finish before submitting; nothing of it stands in the way."""
    workspace = opened.workspace
    waiting = sum(recode.open for recode in opened.recodes.items)
    yield from _remarks(workspace.observation, viewing, waiting)
    yield from _uncoded(Sampled(workspace.scheme, workspace.observation, workspace.end_ms))
    if workspace.pending:
        yield "A question is still open: its modifiers are left empty."


def find_remarks(path: Path, coder: str, pass_id: str = "") -> list[str]:
    """Say the same of an observation that nobody has open, as far as its file tells; raise CoderError."""
    from coder.store.observation_file import open_observation

    with open_observation(find_observation(path, coder, pass_id), read_only=True) as file:
        waiting = sum(recode.open for recode in file.load_queue())
        return list(_remarks(file.load(), file.facts.viewing, waiting))


def _remarks(observation: Observation, viewing: Viewing, waiting: int) -> Iterator[str]:
    running = sum(event.running for event in observation)
    if running:
        yield f"{_count(running, 'state')} still running: {'it lasts' if running == 1 else 'they last'} to the end."
    blocks = observation.blocks
    empty = [block for block in blocks if not any(block[0] <= event.onset_ms < block[1] for event in observation)]
    if empty:
        yield f"{len(empty)} of {_count(len(blocks), 'segment')} without an event: {describe_blocks(empty)}."
    if viewing.begun and viewing.share < _ALL:
        yield f"{share_words(viewing)} so far."
    if waiting:
        yield f"{_count(waiting, 'event')} to be looked at again since the scheme was migrated."


def _uncoded(sampled: Sampled) -> Iterator[str]:
    for tier in sampled.tiers():
        counted = sampled.count(tier)
        if left := counted.intervals - counted.coded:
            yield f"{_count(left, 'interval')} of {tier.id} not coded yet."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
