"""``coder merge``: bring what several people coded of one study together."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json


def merge(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER…", help="Sessions or studies to bring.")],
    into: Annotated[Path, typer.Option("--into", metavar="STUDY", help="The study's folder; made if not there.")],
    media: Annotated[bool, typer.Option(help="Copy the media of sessions that the study does not have.")] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Bring observations together; the same one in two places is found by its change log.

    Where one is the beginning of the other, the longer one counts and the shorter is kept in observations/before-merge.
    Where they went different ways, both are kept, the second in observations/diverged, and the exit code is 1. Nothing
    is ever written over.

    Example: coder merge laptop_1/study laptop_2/study --into study
    """
    from coder.app.merge import carry_out, plan_merge
    from coder.app.merge_table import describe_merge, has_diverged, rows_to_json
    from coder.cli.progress import progress_bar

    with progress_bar("Merging") as progress:
        plan = plan_merge(folders, into, lambda share: progress(share / 2))
        if not dry_run:
            carry_out(plan, media=media, progress=lambda share: progress(0.5 + share / 2))
    if as_json:
        rows = rows_to_json(plan.rows)
        say_json({"study": str(plan.study.folder), "dry_run": dry_run, "observations": rows, "notes": plan.notes})
    else:
        for line in describe_merge(plan.rows, plan.notes):
            say(line)
        say("This was a dry run: nothing was written." if dry_run else f"Study: {plan.study.folder}")
    if has_diverged(plan.rows):
        raise typer.Exit(1)
