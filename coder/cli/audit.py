"""``coder audit``: who changed what when, and whether the log of it is whole."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json, warn

audit = typer.Typer(name="audit", help="Who changed what when, and whether that log is whole.", no_args_is_help=True)
_PATH = Annotated[Path, typer.Argument(help="An observation, a session, a study, or a folder of studies.")]
_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@audit.command("show")
def show(
    path: _PATH,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV: a row each entry and event.")] = False,
    comments: Annotated[
        bool, typer.Option("--comments", help="With --csv or --json: tell comments, which may name people.")
    ] = False,
    unsealed: Annotated[
        bool, typer.Option("--unsealed", help="In a study with a plan: what is not submitted, too; this is noted.")
    ] = False,
    as_json: _JSON = False,
) -> None:
    """Print every change: when, by whom, and each event before and after.

    Example: coder audit show my_session --csv
    """
    from coder.app.audit import audit_to_json, describe_step, format_audit, read_shown_audit

    found, left_out = read_shown_audit(path, unsealed=unsealed)
    for line in left_out:
        warn(line)
    if as_json:
        say_json(audit_to_json(found, comments=comments))
    elif as_csv:
        say(format_audit(found, comments=comments).rstrip("\n"))
    else:
        for one in found:
            say(f"{one.name}")
            for step in one.steps:
                say(describe_step(step))


@audit.command("verify")
def verify(path: _PATH, as_json: _JSON = False) -> None:
    """Check that nothing in the log was altered or taken away since, and that it leads to the events that are there.

    Each entry has a hash over itself and the hash before it. Exit code 1 when a log is not whole.

    Example: coder audit verify my_study
    """
    from coder.app.audit import describe_verdict, read_audit, verdict_to_json

    checked = [(one, one.verify()) for one in read_audit(path)]
    if as_json:
        say_json([verdict_to_json(one, verdict) for one, verdict in checked])
    else:
        for one, verdict in checked:
            for line in describe_verdict(one, verdict):
                say(line)
    if not all(verdict.whole for _, verdict in checked):
        raise typer.Exit(1)
