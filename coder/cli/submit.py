"""``coder submit`` and ``coder reopen``: seal an observation, and open it again."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.open import PassId
from coder.cli.printing import say, say_json, warn

_SESSION = Annotated[Path, typer.Argument(help="A session folder.")]
_CODER = Annotated[str, typer.Option("--coder", metavar="ID", help="Whose observation.")]
_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def submit(session: _SESSION, coder: _CODER, pass_id: PassId = "", as_json: _JSON = False) -> None:
    """Submit an observation: it is sealed as it is, and can be looked at but not changed any more.

    What may be unfinished is said, and stands in no way: states that run on, segments without an event, events to be
    looked at again.

    Example: coder submit my_study/D01_v1 --coder ana
    """
    from coder.app.submit import find_remarks, submit_session

    remarks = find_remarks(session, coder, pass_id)
    seal = submit_session(session, coder, pass_id)
    for remark in remarks:
        warn(remark)
    if as_json:
        say_json({"submitted": seal.sealed_at, "events": seal.events, "entry": seal.seq, "hash": seal.hash})
        return
    events = "one event" if seal.events == 1 else f"{seal.events} events"
    say(f"Submitted: {events}, hash {seal.hash[:16]}. Reopening needs a reason: coder reopen.")


def reopen(
    session: _SESSION,
    coder: _CODER,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is logged.")],
    pass_id: PassId = "",
    person: Annotated[str, typer.Option("--by", metavar="ID", help="Who reopens it, if not the coder.")] = "",
) -> None:
    """Open a submitted observation again, so that its coder can change it; who did it and why is logged.

    Example: coder reopen my_study/D01_v1 --coder ana --reason "the last minute was not coded"
    """
    from coder.app.submit import reopen_session

    reopen_session(session, coder, reason, pass_id, person=person)
    say(f"Reopened for {coder}; the reason is in the log.")
