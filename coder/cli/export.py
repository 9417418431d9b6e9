"""``coder export``: the tables of a session, a study, or a folder of studies."""

from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from coder.app.export_wish import ExportWish
from coder.cli.printing import say, say_json, warn
from coder.cli.scheduler import SCHEDULER

_SHOWN = 12
_SMALL = 1e-6
_Windows = Annotated[
    list[str] | None, typer.Option("--window", help="Cut to a window of the procedure; may be given again.")
]
_Clip = Annotated[
    str, typer.Option("--clip", metavar="phase", help="Split states at the borders of phases, into parts.")
]
_FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Write another program's files instead: elan, datavyu, boris, gseq, gridware, textgrid or bids.",
    ),
]
_Base = Annotated[
    Path | None,
    typer.Option("--base", help="With --format: write into a copy of this file, whose other parts are kept."),
]


def export(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Sessions, studies, or folders of studies.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the tables: a new one, or an earlier export.")],
    window: _Windows = None,
    clip: _Clip = "",
    step: Annotated[float, typer.Option("--step", metavar="SECONDS", help="Time unit of series.csv.")] = 1.0,
    comments: Annotated[bool, typer.Option("--comments", help="Write comments, which may name people.")] = False,
    audit: Annotated[bool, typer.Option("--audit", help="Write audit.csv: who changed what when.")] = False,
    excel: Annotated[bool, typer.Option("--excel", help="Write the CSV tables as Excel reads them.")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write a workbook too, a sheet a table.")] = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write Parquet too, which keeps types.")] = False,
    sav: Annotated[bool, typer.Option("--sav", help="Write SPSS files too, with labels.")] = False,
    unsealed: Annotated[
        bool, typer.Option("--unsealed", help="In a study with a plan: what is not submitted, too; this is noted.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes at once; 0: one a processor.")] = 0,
    scheduler: Annotated[str, typer.Option("--scheduler", metavar="ADDRESS", help=SCHEDULER)] = "",
    format_name: _FormatName = "",
    base: _Base = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write the tables that analysts get, with a codebook, into one folder.

    The same coding gives the same bytes each time. Nothing stands in the folder before all of it is whole. A large
    export that was interrupted goes on where it was when the same is asked for again.

    With --format, what the other program's file cannot say is printed, and kept beside it: FILE.losses.txt.

    Example: coder export sample_sessions -o export

    For ELAN: coder export my_session --format elan -o for_elan
    """
    if format_name or base is not None:
        if window or clip or audit or excel or xlsx or parquet or sav or unsealed:
            raise typer.BadParameter("Only --comments and --base go with --format: the other options are of tables.")
        for path in paths:
            _export_foreign(path, out, format_name.lower(), base, comments=comments, as_json=as_json)
        return
    wish = ExportWish(tuple(paths), out, comments=comments, audit=audit, step_ms=_milliseconds(step), jobs=jobs)
    wish = replace(wish, scheduler=scheduler, windows=tuple(window or ()), clip_phases=_clips_phases(clip))
    _export_tables(replace(wish, excel=excel, xlsx=xlsx, parquet=parquet, sav=sav, unsealed=unsealed), as_json=as_json)


def _clips_phases(clip: str) -> bool:
    if clip not in ("", "phase"):
        raise typer.BadParameter("States are split at phases only: write --clip phase.")
    return bool(clip)


def _milliseconds(seconds: float) -> int:
    found = round(seconds * 1000) if isfinite(seconds) else 0
    if found < 1 or abs(found - seconds * 1000) > _SMALL:
        raise typer.BadParameter("A time unit is a whole number of milliseconds, such as --step 0.5.")
    return found


def _export_tables(wish: ExportWish, *, as_json: bool) -> None:
    from coder.app.export import export as write_tables
    from coder.app.export_survey import find_all
    from coder.app.withholding import withhold
    from coder.cli.progress import progress_bar

    with progress_bar("Exporting") as progress:
        written = write_tables(wish, progress=progress)
    for line in () if wish.unsealed else withhold(find_all(wish.paths))[1]:
        warn(line)
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
