"""``coder scheme migrate``: move observations to a new version of their scheme."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coder.app.migration_table import Row, count
from coder.cli.printing import say, say_json

if TYPE_CHECKING:
    from coder.app.migration import MigrationDone, MigrationPlan


def migrate(
    study: Annotated[Path, typer.Argument(help="A study, or the folder of one session.")],
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="The new version of the scheme.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Move the observations of a study to a new version of their scheme, as its `migrations` say.

    First it is said what happens to how many events. The originals are kept beside the observations.

    Example: coder scheme migrate study --to schemes/core-cues.yaml --dry-run
    """
    from coder.app.migration import carry_out, plan_migration
    from coder.cli.progress import progress_bar
    from coder.store.lock_note import person_here

    with progress_bar("Reading") as progress:
        plan = plan_migration(study, to, progress)
    if not as_json:
        _say_plan(plan)
    if dry_run or plan.table.obstacles:
        _end(plan, None, as_json=as_json)
        raise typer.Exit(1 if plan.table.obstacles else 0)
    with progress_bar("Migrating") as progress:
        done = carry_out(plan, person_here(), progress)
    _end(plan, done, as_json=as_json)
    raise typer.Exit(1 if done.failures else 0)


def _say_plan(plan: "MigrationPlan") -> None:
    table = plan.table
    say(table.title if table.observations else f"{table.scheme_id} {table.version}: there is nothing to migrate.")
    width = max((len(row.words) for row in table.rows), default=0)
    for row in table.rows:
        say(f"  {row.source} → {row.to}  {row.words:<{width}}  {_what(row)}")
    if plan.there:
        say(f"{count(len(plan.there), 'observation')} under {table.version} already.")
    if plan.others:
        say(f"{count(len(plan.others), 'observation')} of another scheme: left alone.")
    if plan.sealed:
        say(f"{count(len(plan.sealed), 'observation')} submitted: left as it was submitted, {', '.join(plan.sealed)}.")
    for file in plan.files:
        say(f"Scheme file {file.path.parent.name}/{file.path.name}: {file.version} → {table.version}.")
    for file in plan.outside:
        say(f"New observations still begin with {file.path.name} {file.version}, which is not in this folder.")
        say("  To begin with the newer one, name it under `scheme` in session.yaml.")
    for obstacle in table.obstacles:
        say(f"Refused: {obstacle}")


def _what(row: Row) -> str:
    if not row.events:
        return "no event"
    again = f", {row.again:,} to look at again" if row.again else ""
    return f"{count(row.events, 'event')} in {count(row.observations, 'observation')}{again}"


def _end(plan: "MigrationPlan", done: "MigrationDone | None", *, as_json: bool) -> None:
    if as_json:
        say_json(_as_object(plan, done))
    elif done is None:
        say("Nothing was migrated." if plan.table.obstacles else "This was a dry run: nothing was written.")
    elif plan.moving:
        say(f"{count(len(done.migrated), 'observation')} migrated; the originals are kept beside them.")
        for failure in done.failures:
            say(f"Not migrated: {failure.name}. {failure.error}")
        if done.failures:
            say("Run it again to migrate the rest.")
        elif plan.table.again:
            say(f"{count(plan.table.again, 'event')} to look at again: open each observation and press Ctrl+Shift+L.")


def _as_object(plan: "MigrationPlan", done: "MigrationDone | None") -> dict[str, Any]:
    table = plan.table
    return {
        "scheme": table.scheme_id,
        "from": list(table.sources),
        "to": table.version,
        "events": table.events,
        "observations": [place.name for place in plan.moving],
        "there": list(plan.there),
        "others": list(plan.others),
        "sealed": list(plan.sealed),
        "steps": [
            {
                "from": row.source,
                "to": row.to,
                "step": row.words,
                "events": row.events,
                "observations": row.observations,
                "again": row.again,
            }
            for row in table.rows
        ],
        "refused": [
            {
                "what": obstacle.words,
                "mend": obstacle.mend,
                "events": obstacle.events,
                "observations": list(obstacle.observations),
            }
            for obstacle in table.obstacles
        ],
        "scheme_files": [str(file.path) for file in plan.files],
        "left_outside": [str(file.path) for file in plan.outside],
        "migrated": list(done.migrated) if done is not None else [],
        "kept": [str(path) for path in done.kept] if done is not None else [],
        "failed": [{"observation": found.name, "why": str(found.error)} for found in done.failures] if done else [],
    }
