"""``coder scheme``: make, check and compare coding schemes."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json
from coder.cli.scheme_diff import diff
from coder.cli.scheme_flatten import flatten
from coder.cli.scheme_import import import_
from coder.cli.scheme_migrate import migrate
from coder.cli.scheme_new import new, schema

scheme = typer.Typer(no_args_is_help=True, help="Make, check and compare coding schemes.")
scheme.command()(new)
scheme.command()(schema)
scheme.command()(diff)
scheme.command()(flatten)
scheme.command()(migrate)
scheme.command("import")(import_)


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
