"""``coder export``: the tables of a session, a study, or a folder of studies."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json


def export(
    path: Annotated[Path, typer.Argument(help="A session, a study, or a folder of studies.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the tables.")],
    window: Annotated[
        list[str] | None, typer.Option("--window", help="Cut to a window of the procedure; may be given again.")
    ] = None,
    comments: Annotated[bool, typer.Option("--comments", help="Write comments, which may name people.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write events.csv, sessions.csv, codable.csv, and ratings.csv and motion.csv where there are any.

    The same coding gives the same bytes each time.

    Example: coder export sample_sessions -o export
    """
    from coder.app.export import export as write_tables
    from coder.cli.progress import progress_bar

    with progress_bar("Exporting") as progress:
        written = write_tables(path, out, comments=comments, windows=window or (), progress=progress)
    if as_json:
        say_json([str(file) for file in written])
        return
    for file in written:
        say(str(file))
