"""``coder training``: what trainees reach of gold, once they have submitted."""

from pathlib import Path
from typing import Annotated

import typer

from coder.cli.printing import say, say_json, warn


def training(
    study: Annotated[Path, typer.Argument(metavar="STUDY", help="A study with gold observations.")],
    coder: Annotated[str, typer.Option(help="One coder, with every difference from gold; else all.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Where tables go.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Hold what trainees submitted against gold: scores in order of submission, and their status in each pass.

    Gold observations and the rules (such as time kappa ≥ 0.70 on 3 in a row) stand under training: in study.yaml. What
    is not submitted is not looked at. With --coder every difference from gold is listed, too; with -o the tables
    training_scores.csv, training_status.csv and training_feedback.csv are written.

    Example: coder training my_study --coder ana -o training
    """
    from coder.app.training import find_training
    from coder.app.training_tables import today, write_training
    from coder.app.training_words import describe_clip, describe_figure, describe_training

    found = find_training(study, coder) if output is None else write_training(study, output, coder)
    for note in found.notes:
        warn(note)
    if as_json:
        from coder.app.training_json import training_to_json

        say_json(training_to_json(found))
        return
    for line in describe_training(found, today()):
        say(line)
    for attempt in (each for one in found.standings for each in one.attempts) if coder else ():
        say(f"{attempt.session}:")
        for figure in attempt.figures:
            say(f"  {describe_figure(figure)}")
        for tier, one in attempt.disagreements:
            say(f"  {describe_clip(tier, one)}")
    if output is not None:
        say(f"Tables: {output}")
