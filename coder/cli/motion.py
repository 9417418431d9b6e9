"""``coder motion``: how much moves in regions of the picture."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json


def motion(
    session: Annotated[Path, typer.Argument(help="A session folder.")],
    region: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME:X,Y,W,H", help="A region in shares of the picture, or NAME:X,Y;X,Y;X,Y; repeatable."
        ),
    ] = None,
    threshold: Annotated[
        int | None, typer.Option(metavar="N", help="How much a grey value (0 to 255) must change; 10 if not said.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Folder for the table; the session's if not said.")
    ] = (None),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure motion energy and write motion.csv: one row a frame, one column a region.

    The regions are kept in the session's motion.yaml, so that exports measure the same.

    Example: coder motion D01_v1 --region caregiver:0,0,0.5,1 --region infant:0.5,0,0.5,1
    """
    from coder.app.motion import measure_session, parse_region, plan_motion, write_motion
    from coder.cli.progress import progress_bar
    from coder.store.session_folder import load_session

    found = load_session(session)
    plan = plan_motion(found, [parse_region(text) for text in region or ()], threshold)
    with progress_bar("Measuring motion") as progress:
        written = write_motion([measure_session(found, plan, progress=progress)], out or found.folder)
    if as_json:
        say_json([str(file) for file in written])
        return
    for file in written:
        say(str(file))
