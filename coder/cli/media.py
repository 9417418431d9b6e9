"""``coder media``: what a video is, and its exact frames."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json
from coder.cli.progress import progress_bar
from coder.model.media import MediaFacts

media = typer.Typer(no_args_is_help=True, help="Look at videos: facts and exact frames.")


@media.command()
def probe(
    file: Annotated[Path, typer.Argument(help="A video file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how many frames a video has, how they lie in time, and what will matter for coding.

    Example: coder media probe visit1.mp4 --json
    """
    from coder.media.probe import probe as read_facts

    with progress_bar(f"Reading {file.name}") as progress:
        facts = read_facts(file, progress=progress)
    if as_json:
        say_json(_as_map(facts))
        return
    for line in _lines(facts):
        say(line)


def _as_map(facts: MediaFacts) -> dict[str, object]:
    found = asdict(facts)
    found["nominal_fps"] = round(float(facts.nominal_fps), 6)
    for name in ("mean_fps", "min_fps", "max_fps", "start_s"):
        found[name] = round(found[name], 6)
    return found


def _lines(facts: MediaFacts) -> list[str]:
    rate = f"{float(facts.nominal_fps):.3f} nominal, {facts.mean_fps:.3f} mean"
    steady = "variable" if facts.variable else "constant"
    lines = [
        f"frames    {facts.frames}",
        f"length    {facts.duration_s:.3f} s, first frame at {facts.start_s:.3f} s",
        f"rate      {rate}, {facts.min_fps:.3f} to {facts.max_fps:.3f} ({steady})",
        f"picture   {facts.width} × {facts.height}, {facts.codec}",
        f"sound     {'yes' if facts.audio else 'no'}",
    ]
    lines += [f"gap       {gap.length_ms / 1000:.3f} s at {gap.onset_ms / 1000:.3f} s" for gap in facts.gaps]
    return lines + [f"warning   {warning}" for warning in facts.warnings]


@media.command()
def frame(
    file: Annotated[Path, typer.Argument(help="A video file.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the pictures.")],
    at: Annotated[list[str] | None, typer.Option("--at", metavar="SECONDS", help="Media time; repeatable.")] = None,
    index: Annotated[list[int] | None, typer.Option("--index", metavar="N", help="Frame number; repeatable.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write exact frames as PNG; media time 0 is the first frame.

    Example: coder media frame visit1.mp4 --at 1.0 --at 2.5 -o frames --json
    """
    from coder.app.frame import write_frames

    if bool(at) == bool(index):
        raise typer.BadParameter("Say which frames: --at SECONDS or --index N, each as often as you like.")
    with progress_bar("Writing frames") as progress:
        written = write_frames(file, out, at=at or (), index=index or (), progress=progress)
    if as_json:
        say_json([frame.as_map() for frame in written])
        return
    for frame in written:
        say(f"{frame.asked:g}\tframe {frame.index}\t{frame.time_s:.3f} s\t{frame.file}")
