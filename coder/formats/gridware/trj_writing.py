"""Write observations for GridWare: of each the states that hold from change to change, and a project of them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coder.editing.coverage import outside_phases, uncodable_spells
from coder.editing.outgoing import Outgoing, free_name, may_overlap, modifiers_of
from coder.editing.outgoing_losses import tell_common, tell_definitions, tell_keys, tell_media
from coder.model.foreign_file import ForeignFile, Handover
from coder.model.foreign_scheme import Losses, listed
from coder.model.scheme import UNCODABLE, Gap, Kind, Tier
from coder.model.spans import gaps_between
from coder.model.time import format_seconds

MISSING = "--"
_NONE = "none"
_SETTINGS = (
    ("MinReturns", "2"), ("MaxReturnTime", "10"), ("MaxReturnVisits", "6"), ("MinEventDuration", "0"),
    ("MinCellDuration", "0"), ("MissingValueSymbol", MISSING),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Span:
    variable: str
    code: str
    onset_ms: int
    offset_ms: int


def write_gridware(logs: Sequence[Outgoing], stem: str) -> Handover:
    """Write any number of observations: ``STEM.gwf``, and in ``STEM_trjs`` a ``.trj`` each."""
    losses = Losses()
    variables = {tier.id: tier for log in logs for tier in log.lanes if _is_state(tier)}
    names: list[str] = []
    for log in logs:
        names.append(free_name(_file_name(log.name), names))
    files = [
        ForeignFile(f"{stem}_trjs/{name}.trj", _bytes(_trajectory(log, list(variables))))
        for log, name in zip(logs, names, strict=True)
    ]
    project = ForeignFile(f"{stem}.gwf", _bytes(_project(logs, list(variables.values()), names)))
    _tell(logs, losses)
    return Handover((project, *files), tuple(losses.found))


def _is_state(tier: Tier) -> bool:
    return tier.kind in (Kind.STATE, Kind.INTERVAL) and not may_overlap(tier) and tier.id != UNCODABLE


def _bytes(rows: Iterator[Sequence[str]]) -> bytes:
    return "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "._- " else "_" for sign in name).strip(". ") or "_"


def _project(logs: Sequence[Outgoing], tiers: Sequence[Tier], names: Sequence[str]) -> Iterator[Sequence[str]]:
    yield ("<GridWare>",)
    yield ("<Config>",)
    yield ("identifier", "categorical", "observation", *names)
    for tier in tiers:
        used = [row.code.id for log in logs for row in log.rows if row.tier.id == tier.id]
        silence = (_absence(tier),) if _has_absence(tier) else ()
        codes = dict.fromkeys((*(code.id for code in tier.codes), *filter(None, used), *silence))
        yield ("state", "categorical", tier.id, *codes)
    yield from _SETTINGS
    yield ("</Config>",)
    yield ("<Trajectories>",)
    yield ("observation", "Filename")
    yield from ((name, f"{name}.trj") for name in names)
    yield ("</Trajectories>",)
    yield ("</GridWare>",)


def _trajectory(log: Outgoing, variables: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give a row for each change of any variable, and the end alone as the last."""
    yield ("Onset", *variables)
    spans = list(_spans(log, variables))
    end_ms = max([log.end_ms, *(span.offset_ms for span in spans)])
    states = _states(spans, variables)
    before: Sequence[str] | None = None
    times = sorted({0, *states})
    for ms, _ in pairwise([*times, end_ms]):
        held = states.get(ms, [MISSING] * len(variables))
        if held != before and ms < end_ms:
            yield (format_seconds(ms), *held)
        before = held
    yield (format_seconds(end_ms),)


def _spans(log: Outgoing, variables: Sequence[str]) -> Iterator[_Span]:
    """Give the states of all variables, and where a tier's silence means absence, that as well."""
    for tier in log.lanes:
        if tier.id not in variables:
            continue
        rows = [row for row in log.rows if row.tier.id == tier.id and row.code.id and row.offset_ms is not None]
        spans = [_Span(tier.id, row.code.id, row.onset_ms, row.offset_ms or row.onset_ms) for row in rows]
        yield from spans
        if _has_absence(tier):
            taken = [(span.onset_ms, span.offset_ms) for span in spans]
            taken += uncodable_spells(log.scheme, log.observation, tier, 0, log.end_ms)
            taken += outside_phases(log.scheme, log.observation, 0, log.end_ms)
            name = _absence(tier)
            yield from (_Span(tier.id, name, *gap) for gap in gaps_between(taken, 0, log.end_ms))


def _has_absence(tier: Tier) -> bool:
    return tier.gap is Gap.ABSENT and not tier.exhaustive


def _absence(tier: Tier) -> str:
    return free_name(_NONE, [code.id for code in tier.codes])


def _states(spans: Sequence[_Span], variables: Sequence[str]) -> dict[int, list[str]]:
    """Return what holds from each instant on at which anything begins or ends; of two states the later one."""
    place = {name: number for number, name in enumerate(variables)}
    edges: dict[int, list[tuple[bool, _Span]]] = {}
    for span in spans:
        edges.setdefault(span.onset_ms, []).append((True, span))
        edges.setdefault(span.offset_ms, []).append((False, span))
    held: list[list[_Span]] = [[] for _ in variables]
    found: dict[int, list[str]] = {}
    for ms in sorted(edges):
        for begins, span in edges[ms]:
            lane = held[place[span.variable]]
            if begins:
                lane.append(span)
            elif span in lane:
                lane.remove(span)
        found[ms] = [lane[-1].code if lane else MISSING for lane in held]
    return found


def _tell(logs: Sequence[Outgoing], losses: Losses) -> None:
    tell_common(logs, losses, computed=True)
    tell_keys(logs, losses)
    tell_definitions(logs, losses)
    tell_media(logs, losses)
    tiers = {tier.id: tier for log in logs for tier in log.lanes}
    variables = [tier for tier in tiers.values() if _is_state(tier)]
    others = [tier.id for tier in tiers.values() if not _is_state(tier) and tier.id != UNCODABLE]
    if others:
        losses.dropped(f"The tiers {listed(others)}: a variable has one state at a time, and no points.")
    if UNCODABLE in tiers:
        losses.changed(f"Uncodable time is missing ({MISSING}); its reasons are not written.")
    if any(map(_has_absence, variables)):
        losses.changed(f"Time without a code that means absence has the state “{_NONE}”.")
    modifiers = dict.fromkeys(f"{tier.id}.{name}" for tier in tiers.values() for name in modifiers_of(tier))
    if modifiers:
        losses.dropped(f"The modifiers {listed(modifiers)}, and to whom events were directed.")
    losses.changed("Two states of one code one after the other are one: only changes have rows.")
    losses.guessed("The layout follows files that others made for GridWare; it was not tried in GridWare itself.")
