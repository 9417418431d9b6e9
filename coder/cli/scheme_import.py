"""``coder scheme import``: take a scheme over from another program's file."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json

_SHOWN = 20


def import_(
    file: Annotated[Path, typer.Argument(help="A .boris, .boris.gz, .etf, .eaf, .ecv, .opf or .csv file.")],
    format_name: Annotated[
        str,
        typer.Option("--format", metavar="NAME", help="boris, elan, datavyu or csv; the ending says it if not said."),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The scheme file to write; beside the other if not said.")
    ] = None,
    preset: Annotated[str, typer.Option(help="Preset of player keys to keep clear of.")] = "Editor",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make a scheme from another program's file, and say what was dropped, guessed or changed.

    The whole report lies beside the scheme: OUT.losses.txt.

    Example: coder scheme import project.boris -o schemes/my-lab.yaml
    """
    from coder.app.scheme_import import import_scheme

    made = import_scheme(file, out, format_name, preset)
    if as_json:
        losses = [{"kind": loss.kind.value, "what": loss.what} for loss in made.losses]
        say_json({"scheme": str(made.path), "report": str(made.report), "losses": losses})
        return
    say(made.words(_SHOWN))
    say(f"Scheme: {made.path}")
    say(f"Report: {made.report}")
    say(f"Check it: coder scheme check {made.path}")
