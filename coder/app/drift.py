"""Drift: how far each coder agrees with gold, with partners and with their own coding, over the dates of coding."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from coder.app.training import figures_of, find_gold_of, train
from coder.app.training_reading import Archive, Coded, check_sessions, open_archive
from coder.errors import CoderError
from coder.model.agreement import Comparison
from coder.model.drift import GOLD, PARTNER, Drift, DriftPoint, Repeat
from coder.model.training import Gold, Standing


def find_drift(path: Path) -> Drift:
    """Compare what every coder of a study submitted with gold, partners and their own coding.

    What is not submitted counts only where the study has neither a plan nor training. Raises CoderError when there is
    nothing to compare.
    """
    archive = open_archive(path)
    check_sessions(archive)
    notes: list[str] = []
    compared = list(_compared(archive, _pairs(archive), notes))
    repeats = list(_repeats(archive, notes))
    if not compared and not repeats:
        hint = "It takes two coders of one session, gold, or a session coded twice; submitted, where there is a plan."
        raise CoderError(notes[0] if notes else "Nothing here can be compared over time.", hint)
    standings: tuple[Standing, ...] = train(archive).standings if archive.training.gold else ()
    points = _rolled(compared, archive.training.rolling)
    return Drift(tuple(points), tuple(repeats), standings, archive.training.rolling, tuple(notes))


def _pairs(archive: Archive) -> Iterator[tuple[Coded, Coded, str]]:
    """Give a coder's observation, what it is held against, and as what; by date of coding."""
    open_too = not archive.planned and not archive.training.gold
    there = [one for one in archive.coded if one.by_hand and (one.sealed or open_too)]
    for one in sorted(there, key=lambda one: (one.dates.coded, one.session.id, one.path.name)):
        gold = _gold_of(archive, one)
        true = None if gold is None else archive.find_gold(gold, one.identity.pass_id)
        if true is not None:
            yield one, true, GOLD
            continue
        for other in there:
            if _partners(one, other) and _gold_of(archive, other) is None:
                yield one, other, PARTNER


def _gold_of(archive: Archive, one: Coded) -> Gold | None:
    """Return what an observation is held against; those whose consensus is gold are partners of each other instead."""
    gold = find_gold_of(archive, one)
    return None if gold is None or archive.made_gold(one, gold) else gold


def _partners(one: Coded, other: Coded) -> bool:
    same = (one.session.id, one.identity.pass_id) == (other.session.id, other.identity.pass_id)
    return same and one.identity.coder != other.identity.coder


@dataclass(frozen=True, slots=True)
class _Held:
    one: Coded
    other: Coded
    against: str
    comparison: Comparison


def _compared(archive: Archive, pairs: Iterable[tuple[Coded, Coded, str]], notes: list[str]) -> Iterator[_Held]:
    for one, other, against in pairs:
        for comparison in _compare(archive, one, other, notes):
            yield _Held(one, other, against, comparison)


def _compare(archive: Archive, one: Coded, other: Coded, notes: list[str]) -> tuple[Comparison, ...]:
    try:
        return archive.compare(one, other)
    except CoderError as error:
        if error.message not in notes:
            notes.append(error.message)
        return ()


def _rolled(held: Sequence[_Held], rolling: int) -> Iterator[DriftPoint]:
    """Give every figure with that of the last sessions together, per coder, pass, kind and tier."""
    from coder.app.comparing.rolling import add_up

    lines: dict[tuple[str, str, str, str], list[_Held]] = {}
    for each in held:
        identity = each.one.identity
        lines.setdefault((identity.coder, identity.pass_id, each.against, each.comparison.tier), []).append(each)
    for (coder, pass_id, against, _), found in sorted(lines.items()):
        for place, each in enumerate(found):
            last = _last_sessions(found[: place + 1], rolling)
            together = figures_of(add_up([one.comparison for one in last]))
            rolled = {(one.tier, one.code): one for one in together}
            sessions = len({one.one.session.id for one in last})
            for figure in figures_of(each.comparison):
                whose = (coder, pass_id, against, each.other.identity.coder, each.one.session.id)
                yield DriftPoint(*whose, each.one.dates.coded, figure, sessions, rolled[figure.tier, figure.code])


def _last_sessions(found: Sequence[_Held], rolling: int) -> list[_Held]:
    """Return what is of the last sessions; of one session with several partners all."""
    names = list(dict.fromkeys(each.one.session.id for each in reversed(found)))[:rolling]
    return [each for each in found if each.one.session.id in names]


def _repeats(archive: Archive, notes: list[str]) -> Iterator[Repeat]:
    """Give what a coder coded twice: in two records of a session, or in a session that is there to be coded again."""
    open_too = not archive.planned and not archive.training.gold
    own: dict[tuple[str, str, str], list[Coded]] = {}
    for one in archive.coded:
        if one.by_hand and (one.sealed or open_too):
            video = archive.training.video_of(one.session.id)
            own.setdefault((one.identity.coder, one.identity.pass_id, video), []).append(one)
    for (coder, pass_id, video), found in sorted(own.items()):
        for first, second in combinations(sorted(found, key=lambda one: (one.dates.coded, one.path.name)), 2):
            for comparison in _compare(archive, first, second, notes):
                for figure in figures_of(comparison):
                    yield Repeat(
                        coder, pass_id, video, second.session.id, first.dates.coded, second.dates.coded, figure
                    )
