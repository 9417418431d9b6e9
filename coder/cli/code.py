"""``coder code``: code a session from timed key presses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from coder.cli.open import PassId
from coder.cli.printing import say, say_json, warn
from coder.errors import CoderError


def code(
    session: Annotated[Path, typer.Argument(help="A session folder.")],
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help="Who codes.")],
    keys: Annotated[
        str,
        typer.Option("--keys", metavar="FILE", help="Lines of time_s,key or rate ITEM VALUE; - for standard input."),
    ],
    pass_id: PassId = "",
    ack: Annotated[bool, typer.Option("--ack", help="Print “saved N” once each line is safe on disk.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Apply timed key presses, each stamped with the frame shown at that time, and ratings, as the window does.

    A line rate ITEM VALUE [PHASE] rates an item of the session or of a phase; VALUE is a number, a level, not_ratable,
    or - to take the rating back.

    Example: printf '1.0,1\\n2.5,2\\n' | coder code sample_sessions/D01_v1 --coder ana --keys -
    """
    from coder.app.code import code_keys
    from coder.app.open_session import open_session

    with _lines(keys) as lines, open_session(session, coder, pass_id) as opened:
        for notice in opened.notices:
            warn(str(notice))
        coded = code_keys(opened, lines, on_saved=(lambda count: say(f"saved {count}")) if ack else None)
    for notice in coded.notices:
        warn(str(notice))
    if as_json:
        say_json(
            {
                "presses": coded.presses,
                "ratings": coded.ratings,
                "events": coded.events,
                "intervals": {name: [found.coded, found.intervals] for name, found in coded.intervals.items()},
                "notices": [str(notice) for notice in coded.notices],
            }
        )
    elif not ack:
        rated = f", {coded.ratings} ratings" if coded.ratings else ""
        say(f"{coded.presses} key presses{rated}, {coded.events} events on disk.")
        for name, found in coded.intervals.items():
            say(f"{name}: {found.coded} of {found.intervals} intervals coded.")
    if coded.notices:
        raise typer.Exit(1)


@contextmanager
def _lines(keys: str) -> Iterator[Iterator[str]]:
    if keys == "-":
        yield iter(sys.stdin.readline, "")
        return
    try:
        lines = Path(keys).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CoderError(f"{keys} is no UTF-8 text.", "Write the key presses as UTF-8.") from error
    except OSError as error:
        raise CoderError(f"{keys} cannot be read: {error.strerror}.", "Name a file of time_s,key lines.") from error
    yield iter(lines)
