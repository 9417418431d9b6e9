"""``coder agreement``: how far coders agree, and where they do not."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coder.cli.printing import say, say_json, warn
from coder.errors import CoderError

if TYPE_CHECKING:
    from coder.app.agreement_wish import AgreementWish, Reliability
    from coder.media.stopping import Progress

_Tiers = list[str] | None
FINDINGS = 1


class Interval(StrEnum):
    """Which interval is made of what was drawn."""

    PERCENTILE = "percentile"
    BCA = "bca"


def agreement(
    events: Annotated[Path, typer.Argument(metavar="STUDY", help="A session, a study, or a table of events (CSV).")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the tables go.")],
    codable: Annotated[
        Path | None, typer.Option(help="A table (CSV) of windows that were coded, and of uncodable time.")
    ] = None,
    unit: Annotated[float, typer.Option(help="The unit of time, in seconds.")] = 1.0,
    tolerance: Annotated[float, typer.Option(help="How far apart what is the same may be, in seconds.")] = 1.0,
    pair: Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Two coders; else every pair.")] = None,
    exclusive: Annotated[
        _Tiers, typer.Option(metavar="TIER", help="A tier whose codes exclude each other; may be repeated.")
    ] = None,
    overlapping: Annotated[
        _Tiers, typer.Option(metavar="TIER", help="A tier whose codes may overlap; may be repeated.")
    ] = None,
    bootstrap: Annotated[int, typer.Option(help="How often sessions are drawn for intervals; 0 for none.")] = 2000,
    seed: Annotated[int, typer.Option(help="The seed of what is drawn.")] = 1,
    interval: Annotated[
        Interval, typer.Option(help="Intervals over sessions: percentile, or BCa, corrected for bias and acceleration.")
    ] = Interval.PERCENTILE,
    block: Annotated[
        float, typer.Option(help="Intervals within a session, too, by blocks of so many seconds; 0 for none.")
    ] = 0.0,
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A report with pictures, .html or .pdf; both when given twice."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare two coders or more, in time and event by event, on a study or on logs from anywhere.

    A table of events has the columns session_id, coder_id, tier, code, onset_s and offset_s (empty for a point); the
    one of codable time session_id, coder_id, tier, kind (window or uncodable), onset_s and offset_s, where an empty
    coder or tier means all. Tiers whose events never overlap are taken as exclusive, with none for gaps.

    Two coders of a session who used different schemes, versions or media, or whose observation cannot be read, are left
    out: the reason is printed and stands in reliability_sessions.csv, and the exit code is 1. The tables take the place
    of an earlier run's in one step.

    Example: coder agreement my_study --unit 1.0 --tolerance 0.5 -o agreement
    """
    from coder.app.agreement_wish import AgreementWish, How

    corrected = interval is Interval.BCA
    how = How(_ms(unit), _ms(tolerance), draws=bootstrap, seed=seed, block_ms=_ms(block), corrected=corrected)
    tiers = (frozenset(exclusive or ()), frozenset(overlapping or ()))
    _compare(AgreementWish(events, codable, pair, *tiers, how), output, report or [], as_json=as_json)


def _compare(wish: "AgreementWish", output: Path, reports: list[Path], *, as_json: bool) -> None:
    from coder.app.agreement_words import describe_agreement, figures_to_json, left_out_to_json
    from coder.cli.progress import progress_bar

    with progress_bar("Comparing") as progress:
        found = _written(wish, output, reports, progress)
    for note in dict.fromkeys((*(f"{one.reason} {one.hint}" for one in found.left_out), *found.notes)):
        warn(note)
    if as_json:
        left_out = left_out_to_json(found)
        say_json({"folder": str(output), "figures": figures_to_json(found), "left_out": left_out})
    else:
        for line in describe_agreement(found):
            say(line)
        say(f"Tables: {output}")
        for path in reports:
            say(f"Report: {path}")
    if found.left_out:
        raise typer.Exit(FINDINGS)


def _written(wish: "AgreementWish", output: Path, reports: list[Path], progress: "Progress") -> "Reliability":
    if not reports:
        from coder.app.agreement import write_agreement

        return write_agreement(wish, output, progress)
    from coder.app.agreement_report import report_agreement

    return report_agreement(wish, output, reports, progress)


def _ms(seconds: float) -> int:
    if not abs(seconds) < 1e9:
        raise CoderError(f"{seconds} is no length of time.", "Give seconds, such as 1.0.")
    return round(seconds * 1000)
