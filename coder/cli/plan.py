"""``coder plan``: draw who codes what, and see how far everybody is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coder.cli.printing import say, say_json

if TYPE_CHECKING:
    from coder.app.plan import Queued
    from coder.model.plan import Assignment

plan = typer.Typer(name="plan", help="Who codes what: drawn by the plan in study.yaml.", no_args_is_help=True)
_STUDY = Annotated[Path, typer.Argument(metavar="STUDY", help="A study's folder.")]
_CODER = Annotated[str, typer.Option("--coder", metavar="ID", help="Whose queue.")]
_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@plan.command("draw")
def draw(
    study: _STUDY,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be drawn; write nothing.")] = False,
    as_json: _JSON = False,
) -> None:
    """Draw sessions or segments for double coding, and who codes what, by the plan and the seed in study.yaml.

    Drawing again with the same seed and sessions draws the same. What was begun always stays as it was.

    Example: coder plan draw my_study --dry-run
    """
    from coder.app.plan import describe_drawing, draw_plan

    drawn = draw_plan(study, dry_run=dry_run)
    if as_json:
        parts = {"new": drawn.new, "kept": drawn.kept, "gone": drawn.gone}
        whole: dict[str, Any] = {name: [_assignment(one) for one in found] for name, found in parts.items()}
        say_json({"seed": drawn.plan.rules.seed, "written": not dry_run, **whole})
        return
    for line in describe_drawing(drawn):
        say(line)
    say("Nothing was written." if dry_run else "Written to plan.csv. It says what is a check: show it to no coder.")


@plan.command("show")
def show(study: _STUDY, as_json: _JSON = False) -> None:
    """Print every assignment with session and role: for who plans, not for who codes.

    Example: coder plan show my_study
    """
    from coder.app.plan import load_plan

    _, found = load_plan(study)
    if as_json:
        say_json([_assignment(one) for one in found.assignments])
        return
    for one in found.assignments:
        say(
            "  ".join(
                word for word in (one.alias, one.coder, one.session, one.pass_id, one.role.value, _blocks(one)) if word
            )
        )
    if not found.assignments:
        say("Nothing is drawn yet: coder plan draw.")


@plan.command("queue")
def queue(study: _STUDY, coder: _CODER, as_json: _JSON = False) -> None:
    """Print what a coder is to code, in order, as the coder sees it: nothing tells what is a check.

    Example: coder plan queue my_study --coder ana
    """
    from coder.app.plan import next_open, read_queue

    found = read_queue(study, coder)
    if as_json:
        say_json([_queued(one) for one in found])
        return
    first = next_open(found)
    for one in found:
        say(f"{'→' if one is first else ' '} {one.name:<12} {one.assignment.pass_id:<12} {one.stage.value}".rstrip())
    if not found:
        say(f"Nothing is assigned to {coder}.")


@plan.command("status")
def status(study: _STUDY, as_json: _JSON = False) -> None:
    """Print how far every coder is: assigned, begun, submitted, reopened.

    Example: coder plan status my_study
    """
    from dataclasses import asdict

    from coder.app.plan import read_status

    found = read_status(study)
    if as_json:
        say_json([asdict(one) for one in found])
        return
    for one in found:
        reopened = f", reopened {one.reopened}" if one.reopened else ""
        say(f"{one.coder}: {one.submitted} of {one.assigned} submitted, {one.begun} begun{reopened}")


def _assignment(one: "Assignment") -> dict[str, Any]:
    return {
        "alias": one.alias,
        "coder": one.coder,
        "session": one.session,
        "pass": one.pass_id,
        "role": one.role.value,
        "blocks_ms": [list(block) for block in one.blocks],
    }


def _queued(one: "Queued") -> dict[str, Any]:
    blocks = [list(block) for block in one.assignment.blocks]
    return {"name": one.name, "pass": one.assignment.pass_id, "stage": one.stage.value, "blocks_ms": blocks}


def _blocks(one: "Assignment") -> str:
    from coder.model.time import format_short_time

    return " ".join(f"{format_short_time(begin)}–{format_short_time(end)}" for begin, end in one.blocks)
