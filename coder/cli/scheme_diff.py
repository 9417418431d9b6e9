"""``coder scheme diff``: what changed between two versions of a scheme."""

from typing import Annotated

import typer

from coder.cli.printing import say, say_json


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="The older scheme file, or the id of a shipped one.")],
    new: Annotated[str, typer.Argument(metavar="B", help="The newer scheme file, or the id of a shipped one.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what changed from one version of a scheme to another, and whether the newer version is high enough.

    Wording raises the third number (patch), an addition the second (minor), another meaning the first (major).
    Exits with 1 when the version is too low.

    Example: coder scheme diff old/my-lab.yaml schemes/my-lab.yaml
    """
    from coder.app.scheme_diff import compare_schemes

    found = compare_schemes(old, new)
    changes = [(difference.bump.word, difference.sentence) for difference in found.differences]
    if as_json:
        say_json(
            {
                "from": dict(zip(("id", "version"), found.old, strict=True)),
                "to": dict(zip(("id", "version"), found.new, strict=True)),
                "changes": [{"bump": bump, "what": what} for bump, what in changes],
                "bump": found.bump,
                "needed": found.needed,
                "high_enough": found.high_enough,
            }
        )
    else:
        for bump, what in changes:
            say(f"{bump:<6} {what}")
        for line in filter(None, (found.verdict, found.hint)):
            say(line)
    if not found.high_enough:
        raise typer.Exit(1)
