"""``coder new``: make a session folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coder.cli.printing import say, say_json, warn
from coder.model.session import SessionClock

if TYPE_CHECKING:
    from coder.app.new_session import MadeSession

_Age = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="How old the infant was, in days; never a birth date.")
]
_Offsets = Annotated[list[float] | None, typer.Option(metavar="S", help="Where each video begins; repeatable.")]


def new(
    folder: Annotated[Path, typer.Argument(help="The session folder to make.")],
    scheme: Annotated[str, typer.Option("--scheme", metavar="FILE", help="A scheme file, or the id of a shipped one.")],
    media: Annotated[
        list[Path] | None, typer.Option("--media", metavar="FILE", help="A video; repeatable, the main one first.")
    ] = None,
    session_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="Session id; the folder's name if not said.")
    ] = "",
    dyad: Annotated[str, typer.Option(metavar="ID", help="Dyad id.")] = "",
    visit: Annotated[str, typer.Option(metavar="TEXT", help="Which visit.")] = "",
    age_days: _Age = None,
    offset: _Offsets = None,
    copy: Annotated[bool, typer.Option("--copy", help="Copy the videos into the folder.")] = False,
    consecutive: Annotated[
        bool, typer.Option("--consecutive", help="The videos are one camera's files, one after the other.")
    ] = False,
    no_media: Annotated[bool, typer.Option("--no-media", help="No video: code by a clock alone.")] = False,
    length: Annotated[float | None, typer.Option(metavar="S", help="How long that clock runs.")] = None,
    rate: Annotated[float, typer.Option(metavar="N", help="How often that clock counts in a second.")] = 25.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a session folder from videos and a scheme.

    Example: coder new D04_v1 --media room.mp4 --scheme core-cues --dyad D04

    Without a video: coder new D05_v1 --no-media --length 600 --scheme core-cues
    """
    from coder.app.new_session import NewSession, create_session
    from coder.cli.progress import progress_bar

    if no_media != (length is not None) or no_media == bool(media):
        raise typer.BadParameter("Name a video with --media, or say --no-media and its --length in seconds.")
    clock = SessionClock(length, rate) if length is not None else None
    wanted = NewSession(
        folder,
        tuple(media or ()),
        scheme,
        session_id,
        dyad,
        visit,
        tuple(offset or ()),
        copy,
        consecutive,
        clock,
        age_days,
    )
    with progress_bar("Reading the videos") as progress:
        made = create_session(wanted, progress=progress)
    _tell(made, as_json=as_json)


def _tell(made: "MadeSession", *, as_json: bool) -> None:
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
