"""``coder open``: open a session in the window."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.window import window

CoderId = Annotated[str, typer.Option("--coder", metavar="ID", help="Who codes.")]
PassId = Annotated[str, typer.Option("--pass", metavar="PASS", help="Which pass of the scheme.")]


def open_session(
    context: typer.Context,
    session: Annotated[Path | None, typer.Argument(help="A session folder.")] = None,
    coder: CoderId = "",
    pass_id: PassId = "",
) -> None:
    """Open a session in the window; without one, the start page.

    Example: coder open sample_sessions/D01_v1 --coder ana
    """
    found = window(context)
    if (problem := found.find_display_problem()) is not None:
        raise problem
    if session is not None:
        from coder.store.session_folder import load_session

        load_session(session)
    raise typer.Exit(found.open(session, coder, pass_id))
