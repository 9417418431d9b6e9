"""``coder export``: the tables of a session, a study, or a folder of studies."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json

_SHOWN = 12


def export(
    path: Annotated[Path, typer.Argument(help="A session, a study, or a folder of studies.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the tables.")],
    window: Annotated[
        list[str] | None, typer.Option("--window", help="Cut to a window of the procedure; may be given again.")
    ] = None,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="Write another program's files instead: elan, datavyu, boris, gseq, gridware, textgrid or bids.",
        ),
    ] = "",
    base: Annotated[
        Path | None,
        typer.Option("--base", help="With --format: write into a copy of this file, whose other parts are kept."),
    ] = None,
    comments: Annotated[bool, typer.Option("--comments", help="Write comments, which may name people.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write events.csv, sessions.csv, codable.csv, and ratings.csv and motion.csv where there are any.

    The same coding gives the same bytes each time.

    With --format, what the other program's file cannot say is printed, and kept beside it: FILE.losses.txt.

    Example: coder export sample_sessions -o export

    For ELAN: coder export my_session --format elan -o for_elan
    """
    if format_name or base is not None:
        if window:
            raise typer.BadParameter("Windows cut the tables only: leave --window or --format out.")
        _export_foreign(path, out, format_name.lower(), base, comments=comments, as_json=as_json)
        return
    from coder.app.export import export as write_tables
    from coder.cli.progress import progress_bar

    with progress_bar("Exporting") as progress:
        written = write_tables(path, out, comments=comments, windows=window or (), progress=progress)
    if as_json:
        say_json([str(file) for file in written])
        return
    for file in written:
        say(str(file))


def _export_foreign(
    path: Path, out: Path, format_name: str, base: Path | None, *, comments: bool, as_json: bool
) -> None:
    from coder.app.export_foreign import export_foreign
    from coder.cli.progress import progress_bar

    with progress_bar("Exporting") as progress:
        made = export_foreign(path, out, format_name, comments=comments, base=base, progress=progress)
    if as_json:
        say_json(
            [
                {
                    "files": [str(file) for file in one.files],
                    "report": str(one.report),
                    "losses": [{"kind": loss.kind.value, "what": loss.what} for loss in one.losses],
                }
                for one in made
            ]
        )
        return
    for one in made:
        for file in one.files:
            say(str(file))
        say(f"Report: {one.report}")
        say()
        say(one.words(_SHOWN))
