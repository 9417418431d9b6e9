"""``coder open``: open a session in the window."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.window import window

CoderId = Annotated[str, typer.Option("--coder", metavar="ID", help="Who codes.")]
PassId = Annotated[str, typer.Option("--pass", metavar="PASS", help="Which pass of the scheme.")]


def open_session(
    context: typer.Context,
    session: Annotated[Path | None, typer.Argument(help="A session's folder, or a study's.")] = None,
    coder: CoderId = "",
    pass_id: PassId = "",
) -> None:
    """Open a session in the window, or list a study's sessions or your assignments; without one, the start page.

    Example: coder open sample_sessions/D01_v1 --coder ana
    """
    found = window(context)
    if (problem := found.find_display_problem()) is not None:
        raise problem
    if session is not None:
        from coder.store.session_folder import load_session
        from coder.store.study_file import STUDY_FILE
        from coder.store.study_folder import load_study

        is_study = (session / STUDY_FILE).is_file()
        load_study(session) if is_study else load_session(session)
    raise typer.Exit(found.open(session, coder, pass_id))
