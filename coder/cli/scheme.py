"""``coder scheme``: check coding schemes."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json

scheme = typer.Typer(no_args_is_help=True, help="Check coding schemes.")


@scheme.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Scheme files.")],
    preset: Annotated[str, typer.Option(help="Preset of player keys to check against.")] = "Editor",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say everything that is wrong with a scheme, each with file, line, column and a mend.

    Example: coder scheme check schemes/core-cues.yaml
    """
    from coder.app.scheme_check import check_schemes

    faults = check_schemes(files, preset)
    if as_json:
        say_json([asdict(fault) for fault in faults])
    else:
        for fault in faults:
            say(str(fault))
        if not faults:
            say(f"{len(files)} scheme{'s' if len(files) > 1 else ''} checked: nothing to mend.")
    if faults:
        raise typer.Exit(1)
