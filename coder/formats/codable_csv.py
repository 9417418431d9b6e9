"""``codable.csv``: how long each tier could be judged in each phase, or in each window: every denominator."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Protocol

from coder.editing.codable import Stretch, codable_time, judged_tiers, phase_stretches, window_stretches
from coder.editing.whose import WHOSE, Observed, whose
from coder.model.scheme import REASON, UNCODABLE
from coder.model.time import format_seconds

_NO_REASON = "no_reason"


class Limited(Observed, Protocol):
    """One observation of a session, up to where the session ends."""

    @property
    def end_ms(self) -> int:
        """Where the session ends."""


def format_codable(logs: Iterable[Limited], *, windows: tuple[str, ...] = ()) -> str:
    """Return one row a tier and phase as it was marked, as CSV text (comma, LF, decimal point).

    Where no phase is marked the row is of the whole session and names no phase. ``phase_s`` = ``codable_s`` +
    ``uncodable_s``, and the columns ``uncodable_s_REASON`` together are ``uncodable_s``. ``missing`` is 1 where more
    than the scheme's ``share_of_phase`` is uncodable, and empty where the scheme names no share.

    With ``windows`` (ids) each row is of a window in a phase, and ``window_s`` takes the place of ``phase_s``.
    """
    logs = tuple(logs)
    reasons = _reasons(logs)
    stretch = ("phase", "window", "onset_s", "offset_s", "window_s") if windows else _PHASE
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    by_reason = [f"uncodable_s_{name}" for name in reasons]
    writer.writerow([*WHOSE, "actor", "tier", *stretch, "codable_s", "uncodable_s", *by_reason, "missing"])
    for log in logs:
        writer.writerows(_rows(log, reasons, windows))
    return out.getvalue()


_PHASE = ("phase", "onset_s", "offset_s", "phase_s")


def _reasons(logs: tuple[Limited, ...]) -> list[str]:
    """Return the reasons of all schemes, in their order, others that were given, and what stands for none."""
    known = [option.id for log in logs if log.scheme.uncodable for option in log.scheme.uncodable.reasons]
    given = {event.modifier(REASON) or _NO_REASON for log in logs for event in log.observation.lane(UNCODABLE)}
    return list(dict.fromkeys([*known, *sorted(given - {_NO_REASON}), _NO_REASON]))


def _rows(log: Limited, reasons: list[str], windows: tuple[str, ...]) -> Iterator[list[str]]:
    scheme, observation = log.scheme, log.observation
    if windows:
        stretches = window_stretches(scheme, observation, log.end_ms, windows)
    else:
        stretches = phase_stretches(scheme, observation, log.end_ms)
    for stretch in stretches:
        for tier in judged_tiers(scheme, observation.identity.pass_id):
            found = codable_time(scheme, observation, tier, [stretch])
            by_reason = {reason or _NO_REASON: ms for reason, ms in found.by_reason}
            share = scheme.uncodable.missing_share if scheme.uncodable else None
            yield [
                *whose(log),
                tier.actor,
                tier.id,
                *_stretch(stretch, windows=bool(windows)),
                format_seconds(found.codable_ms),
                format_seconds(found.uncodable_ms),
                *(format_seconds(by_reason.get(reason, 0)) for reason in reasons),
                "" if share is None else str(int(found.is_missing(share))),
            ]


def _stretch(stretch: Stretch, *, windows: bool) -> list[str]:
    times = (stretch.onset_ms, stretch.offset_ms, stretch.offset_ms - stretch.onset_ms)
    return [stretch.phase, *([stretch.window] if windows else []), *map(format_seconds, times)]
