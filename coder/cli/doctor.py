"""``coder doctor``: what the program stands on here, and what to mend."""

from dataclasses import asdict
from typing import Annotated

import typer

from coder.cli.printing import say, say_json
from coder.cli.window import window


def doctor(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """Print versions, codecs, sound, SQLite and display, and a line with the mend for every problem.

    Example: coder doctor
    """
    from coder.app.doctor import examine

    findings = [*examine(), *window(context).findings()]
    problems = [finding for finding in findings if finding.problem]
    if as_json:
        say_json([asdict(finding) for finding in findings])
    else:
        width = max(len(finding.name) for finding in findings)
        for finding in findings:
            say(f"{finding.name:<{width}}  {finding.value}")
        for finding in problems:
            say(f"{'note' if finding.harmless else 'problem'}: {finding.problem} {finding.mend}")
        if not problems:
            say("No problems.")
    if any(not finding.harmless for finding in problems):
        raise typer.Exit(1)
