"""``coder import``: bring what was coded in other programs into a study."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coder.cli.printing import say, say_json

if TYPE_CHECKING:
    from coder.app.import_log import ImportWish

_SHOWN, _REPORTS = 12, 4


def import_(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="boris, elan, datavyu, csv or textgrid.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="The files to import.")],
    into: Annotated[Path, typer.Option("--into", metavar="STUDY", help="The study's folder; made if not there.")],
    coder: Annotated[str, typer.Option(metavar="ID", help="Who coded; else as the file says, or “imported”.")] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="MAP.yaml", help="How to read a table, and which codes are whose; written if not there."),
    ] = None,
    scheme: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A scheme file or the id of a shipped one, in place of a new one."),
    ] = None,
    session: Annotated[
        str, typer.Option(metavar="ID", help="Put the one session of the one file into this session.")
    ] = "",
    media: Annotated[
        list[Path] | None, typer.Option("--media", metavar="FOLDER", help="Look for media here too; repeatable.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Take the next free name where one is taken.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Import observations: a session and an observation each, and a report of what was lost beside it.

    Nothing that is there is written over. Not everything can be taken over as it was: what was dropped, guessed or
    changed is printed, and kept in OBSERVATIONS/CODER.import.txt.

    Example: coder import boris project.boris --into my_study --coder ana

    A table whose columns are to be checked first: coder import csv log.csv --into my_study --mapping map.yaml
    """
    from coder.app.import_log import ImportWish

    wish = ImportWish(
        format_name.lower(), tuple(files), into, coder, scheme, again=again, session=session, media=tuple(media or ())
    )
    if mapping is not None and not mapping.exists():
        _propose(wish, mapping, as_json=as_json)
        return
    _import(wish, mapping, dry_run=dry_run, as_json=as_json)


def _propose(wish: "ImportWish", mapping: Path, *, as_json: bool) -> None:
    from coder.app.import_log import begin_mapping, write_mapping

    said = begin_mapping(wish.files[0], wish.format, wish.scheme)
    write_mapping(mapping, said)
    if as_json:
        say_json({"mapping": str(mapping), "sessions": []})
        return
    say(f"Nothing was imported yet. How {wish.files[0].name} seems to be meant is in {mapping}.")
    if said.columns is not None and not (said.columns.onset or said.columns.side_by_side):
        say("Which column holds the onset could not be known: write it in.")
    say("Check it, then import with the same words again.")


def _import(wish: "ImportWish", mapping: Path | None, *, dry_run: bool, as_json: bool) -> None:
    from dataclasses import replace

    from coder.app.import_log import load_mapping, plan_import, write_plan
    from coder.app.import_report import describe_plan, to_json
    from coder.cli.progress import progress_bar

    if mapping is not None:
        wish = replace(wish, mapping=load_mapping(mapping))
    with progress_bar("Reading") as progress:
        plan = plan_import(wish, progress=progress)
        made = None if dry_run else write_plan(plan)
    if as_json:
        say_json({**to_json(plan), "dry_run": dry_run})
        return
    for line in describe_plan(plan, _SHOWN):
        say(line)
    say()
    if made is None:
        say("Nothing was written (--dry-run).")
        return
    say(f"Study: {made.study}")
    reports = [str(path.relative_to(made.study)) for path in made.reports]
    more = f" and {len(reports) - _REPORTS} more" if len(reports) > _REPORTS else ""
    say(f"Reports: {', '.join(reports[:_REPORTS])}{more}")
