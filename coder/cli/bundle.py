"""``coder bundle``: a session or a study as one archive, checked when it is unpacked."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json

bundle = typer.Typer(
    name="bundle", help="A session or a study as one archive, checked when it is unpacked.", no_args_is_help=True
)
_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@bundle.command("pack")
def pack(
    path: Annotated[Path, typer.Argument(help="A session or a study.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The .zip to write; it must not be there yet.")],
    media: Annotated[bool, typer.Option(help="Pack videos and sounds too.")] = True,
    as_json: _JSON = False,
) -> None:
    """Pack everything into one .zip, with the sha-256 of each file; the same files give the same bytes.

    Videos that lie elsewhere are taken in, and so are the schemes of a session that is packed alone.

    Example: coder bundle pack my_study -o my_study.zip --no-media
    """
    from coder.app.bundle import pack as write

    made = write(path, out, media=media)
    if as_json:
        say_json({"bundle": str(out), "kind": made.kind, "files": len(made.files), "left_out": list(made.left_out)})
        return
    say(f"{out}: {made.kind} {made.name}, {_count(len(made.files))}")
    for left in made.left_out:
        say(f"Not in it: {left}")


@bundle.command("unpack")
def unpack(
    file: Annotated[Path, typer.Argument(help="A bundle.")],
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="Where its folder is put.")] = Path(),
    as_json: _JSON = False,
) -> None:
    """Unpack a bundle; every file is held against its sha-256 first, and nothing is written over.

    Example: coder bundle unpack my_study.zip --into studies
    """
    from coder.app.bundle import unpack as read

    folder, made = read(file, into)
    if as_json:
        say_json({"folder": str(folder), "kind": made.kind, "files": len(made.files), "left_out": list(made.left_out)})
        return
    say(f"{folder}: {made.kind} {made.name}, {_count(len(made.files))}, each as it was packed")
    for left in made.left_out:
        say(f"Not in it: {left}")


def _count(files: int) -> str:
    return "one file" if files == 1 else f"{files} files"
