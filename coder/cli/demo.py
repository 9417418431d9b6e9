"""``coder demo``: a sample session, to try the program with."""

from pathlib import Path
from typing import Annotated

import typer

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
    from coder.app.demo import copy_sample

    found = window(context)
    session = copy_sample(folder)
    raise typer.Exit(found.demo(session, folder, seen=found.has_display()))
