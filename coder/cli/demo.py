"""``coder demo``: a sample session, to try the program with."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, warn
from coder.cli.window import window


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where the sample is copied to.")] = Path(
        "attune-demo"
    ),
) -> None:
    """Copy a sample session and open it; without a display, code it by script and save a picture and a table.

    Example: coder demo attune-demo
    """
    from coder.app.demo import CODED_BY, copy_sample, free_coder
    from coder.app.export import export
    from coder.app.export_wish import ExportWish
    from coder.cli.progress import progress_bar

    found = window(context)
    session = copy_sample(folder)
    problem = found.find_display_problem()
    if problem is None:
        raise typer.Exit(found.open(session, CODED_BY, ""))
    warn(f"{problem.message} The sample is coded unseen.")
    picture = folder / "demo.png"
    with progress_bar("Coding the sample") as progress:
        found.code_sample(session, free_coder(session), picture, progress)
    say(str(picture))
    export(ExportWish((session,), folder / "export"))
    say(str(folder / "export" / "events.csv"))
