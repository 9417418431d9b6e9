"""``coder scheme new`` and ``coder scheme schema``: a scheme to begin with, and what editors check it with."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json


def new(
    file: Annotated[Path | None, typer.Argument(help="The scheme file to write; ID.yaml here if not said.")] = None,
    scheme_id: Annotated[str, typer.Option("--id", metavar="ID", help="Scheme id; the file's name if not said.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a commented scheme to begin with, and scheme.schema.json beside it for editors.

    Example: coder scheme new schemes/my-lab.yaml
    """
    from coder.app.scheme_new import create_scheme

    made = create_scheme(file, scheme_id)
    if as_json:
        say_json({"scheme": made.id, "file": str(made.path), "schema": str(made.schema)})
        return
    say(f"Made the scheme {made.id} in {made.path}, with {made.schema.name} beside it for your editor.")
    if made.id != made.path.stem:
        say(f"Another scheme can extend it only when its file is called {made.id}.yaml.")
    say(f"Change it, then check it: coder scheme check {made.path}")


def schema() -> None:
    """Print the JSON Schema (draft-07) that editors complete and check schemes with.

    Example: coder scheme schema > schemes/scheme.schema.json
    """
    from coder.app.scheme_schema import schema_text

    say(schema_text().rstrip("\n"))
