"""``coder scheme flatten``: a scheme with what it extends written out."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say


def flatten(
    scheme: Annotated[str, typer.Argument(metavar="FILE", help="A scheme file, or the id of a shipped one.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The scheme file to write; printed if not said.")
    ] = None,
) -> None:
    """Print a scheme with what it extends written out, so that it needs no other file.

    Example: coder scheme flatten still-face -o still-face-whole.yaml
    """
    from coder.app.scheme_flatten import flatten_scheme

    text = flatten_scheme(scheme, out)
    say(text.rstrip("\n") if out is None else f"Scheme: {out}")
