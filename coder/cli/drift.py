"""``coder drift``: whether coders still code as they did, over the dates of their coding."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, warn


def drift(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="A study.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the tables go.")],
) -> None:
    """Follow every coder's agreement with gold, partners and their own coding over the dates of coding.

    The date is that of the last entry of the change log that codes. drift.csv has kappa of each session, and of the
    last few together (rolling: under training: in study.yaml); intra_coder.csv what was coded twice by one coder;
    retests.csv when the next gold session is due.

    Example: coder drift my_study -o drift
    """
    from coder.app.training_tables import today, write_drift
    from coder.app.training_words import describe_drift

    found = write_drift(study, output)
    for note in found.notes:
        warn(note)
    for line in describe_drift(found, today()):
        say(line)
    say(f"Tables: {output}")
