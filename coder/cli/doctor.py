"""``coder doctor``: what the program stands on here, and what to mend."""

from typing import Annotated

import typer

from coder.cli.printing import say, say_json
from coder.cli.window import window


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Print versions, codecs, sound, SQLite and display, and a line with the mend for every problem.

    Example: coder doctor
    """
    from coder.app.doctor import examine

    findings = [*examine(), *window().findings()]
    problems = [finding for finding in findings if finding.problem]
    if as_json:
        say_json([finding.as_map() for finding in findings])
    else:
        width = max(len(finding.name) for finding in findings)
        for finding in findings:
            say(f"{finding.name:<{width}}  {finding.value}")
        for finding in problems:
            say(f"problem: {finding.problem} {finding.mend}")
        if not problems:
            say("No problems.")
    if problems:
        raise typer.Exit(1)
