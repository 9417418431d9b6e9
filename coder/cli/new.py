"""``coder new``: make a session folder."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json, warn


def new(
    folder: Annotated[Path, typer.Argument(help="The session folder to make.")],
    media: Annotated[
        list[Path], typer.Option("--media", metavar="FILE", help="A video; repeatable, the main one first.")
    ],
    scheme: Annotated[str, typer.Option("--scheme", metavar="FILE", help="A scheme file, or the id of a shipped one.")],
    session_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="Session id; the folder's name if not said.")
    ] = "",
    dyad: Annotated[str, typer.Option(metavar="ID", help="Dyad id.")] = "",
    visit: Annotated[str, typer.Option(metavar="TEXT", help="Which visit.")] = "",
    offset: Annotated[
        list[float] | None, typer.Option(metavar="S", help="Where each video begins; repeatable.")
    ] = None,
    copy: Annotated[bool, typer.Option("--copy", help="Copy the videos into the folder.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a session folder from videos and a scheme.

    Example: coder new D04_v1 --media room.mp4 --scheme core-cues --dyad D04
    """
    from coder.app.new_session import NewSession, create_session
    from coder.cli.progress import progress_bar

    wanted = NewSession(folder, tuple(media), scheme, session_id, dyad, visit, tuple(offset or ()), copy)
    with progress_bar("Reading the videos") as progress:
        made = create_session(wanted, progress=progress)
    session = made.session
    for notice in made.notices:
        warn(str(notice))
    if as_json:
        say_json(
            {"session": session.id, "folder": str(session.folder), "media": [medium.file for medium in session.media]}
        )
        return
    say(f"Made session {session.id} in {session.folder}.")
    say(f"Open it: coder {session.folder}")
