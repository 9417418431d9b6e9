"""``coder regulation``: which cue brings which response, beyond chance."""

from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coder.cli.printing import say, say_json, warn
from coder.cli.scheduler import SCHEDULER

if TYPE_CHECKING:
    from coder.app.regulation_wish import RegulationWish

FINDINGS = 1
"""The exit code where something is left out."""
_Study = Annotated[Path, typer.Argument(metavar="STUDY", help="A session, a study, or a log such as events.csv.")]
_Out = Annotated[Path, typer.Option("-o", "--out", help="Folder for the tables.")]
_Unit = Annotated[float, typer.Option("--unit", metavar="S", help="Length of a unit in seconds.")]
_BothWays = Annotated[bool, typer.Option("--both-ways", help="Each link or pair the other way round, too.")]
_Scheduler = Annotated[str, typer.Option("--scheduler", metavar="ADDRESS", help=SCHEDULER)]
_Cue = Annotated[
    str, typer.Option("--cue", metavar="ACTOR.CODE", help="What is answered, such as infant.cry, in place of links.")
]
_Response = Annotated[str, typer.Option("--response", metavar="ACTOR.CODE", help="What answers it.")]
_Codable = Annotated[
    Path | None, typer.Option("--codable", help="Windows and uncodable time; of coder export also uncodable.csv.")
]
_Window = Annotated[
    list[float] | None,
    typer.Option(
        "--window",
        metavar="S",
        help="Seconds after a cue; if not said 5, beside links 1, 2, 3 and 5. Latencies take the first, or the link's.",
    ),
]
_Lags = Annotated[
    list[str] | None, typer.Option("--lags", metavar="FROM:TO", help="Lags in units; 0:3 if not said. Repeatable.")
]
_PastNextCue = Annotated[
    bool, typer.Option("--past-next-cue", help="Latencies: the next cue does not cut the wait short.")
]
_Link = Annotated[
    list[str] | None, typer.Option("--link", metavar="ID", help="A link of the scheme; all if not said. Repeatable.")
]
_By = Annotated[str, typer.Option("--by", metavar="phase", help="Also rows of each phase.")]
_Groups = Annotated[
    Path | None, typer.Option("--groups", help="The group of each dyad (dyad_id, group): are latencies alike?")
]
_NoRepeats = Annotated[bool, typer.Option("--no-repeats", help="Transitions: a code cannot follow itself.")]
_Steps = Annotated[int, typer.Option("--steps", min=1, max=50, metavar="N", help="Transitions up to N events later.")]
_Recurrence = Annotated[
    bool, typer.Option("--recurrence", help="Also cross-recurrence of both tiers: slow for long sessions.")
]
_Permutations = Annotated[int, typer.Option("--permutations", metavar="N", help="How many; 0 for none.")]

_Report = Annotated[
    list[Path] | None,
    typer.Option("--report", metavar="FILE", help="A report with pictures, .html or .pdf; both when given twice."),
]
_Jobs = Annotated[int, typer.Option("--jobs", min=0, metavar="N", help="How many processes; 0: as many as pay.")]


def regulation(
    path: _Study,
    out: _Out,
    link: _Link = None,
    cue: _Cue = "",
    response: _Response = "",
    codable: _Codable = None,
    by: _By = "",
    groups: _Groups = None,
    window: _Window = None,
    lags: _Lags = None,
    unit: _Unit = 1.0,
    both_ways: _BothWays = False,
    coder: Annotated[str, typer.Option("--coder", metavar="ID", help="Whose events count.")] = "",
    past_next_cue: _PastNextCue = False,
    no_repeats: _NoRepeats = False,
    steps: _Steps = 1,
    recurrence: _Recurrence = False,
    permutations: _Permutations = 1000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same figures.")] = 1,
    jobs: _Jobs = 0,
    scheduler: _Scheduler = "",
    report: _Report = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask whether a response follows a cue more often than chance would have it, for each dyad and for all.

    Of a study the links of its scheme are computed. Of a log from elsewhere, or of codes that no link names, say --cue
    and --response; a log has the columns session_id, dyad_id, coder_id, actor, tier, code, kind, onset_s, offset_s,
    and for --by phase a row for each phase, of the tier phase, as coder export writes them.
    The figures describe observed behaviour, not attachment security. An observation that cannot be read is left out
    with its reason, and the exit code is 1.

    Example: coder regulation my_study --by phase --both-ways -o regulation

    Example: coder regulation events.csv --cue infant.cry --response caregiver.touch --window 2 --window 5 -o regulation
    """
    from coder.app.regulation_wish import RegulationWish
    from coder.store.study_file import whole_path

    if by not in ("", "phase"):
        raise typer.BadParameter(f"There are no rows by “{by}”: write --by phase.")
    source = whole_path(path) if scheduler else path
    windows, ranges = tuple(map(_ms, window or ())), tuple(map(_lags, lags or ("0:3",)))
    wish = RegulationWish(source, cue, response, out, codable, windows, ranges, _ms(unit), both_ways, coder)
    wish = replace(wish, links=tuple(link or ()), by_phase=bool(by), groups=groups, until_next_cue=not past_next_cue)
    wish = replace(wish, repeats=not no_repeats, steps=steps, recurrence=recurrence)
    wish = replace(wish, permutations=permutations, seed=seed, jobs=jobs, scheduler=scheduler)
    _regulate(wish, report or [], as_json=as_json)


def _regulate(wish: "RegulationWish", reports: list[Path], *, as_json: bool) -> None:
    from coder.app.regulation_report import report_regulation
    from coder.cli.progress import progress_bar

    with progress_bar("Computing") as progress:
        done = report_regulation(wish, reports, progress)
    for note in done.notes:
        warn(note)
    if as_json:
        say_json([str(file) for file in done.files])
    else:
        for file in done.files:
            say(str(file))
    if done.left_out:
        raise typer.Exit(FINDINGS)


def _ms(seconds: float) -> int:
    return round(seconds * 1000) if isfinite(seconds) else 0


def _lags(words: str) -> tuple[int, int]:
    first, colon, last = words.partition(":")
    try:
        return int(first), int(last if colon else first)
    except ValueError:
        raise typer.BadParameter(f"“{words}” are no lags: write FROM:TO, such as 0:3.") from None
