"""States that are shorter, or closer together, than their tier says they are meant to be; nothing is changed by it."""

from dataclasses import dataclass

from coder.editing.edits import Delete, Edit, Merge
from coder.editing.uncodable import rivals_of
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Kind, Scheme, Tier
from coder.model.time import format_seconds


@dataclass(frozen=True, slots=True)
class Remark:
    """What is pointed out, what mends it, and how that is called."""

    words: str
    mend: Edit
    button: str


def is_short(tier: Tier | None, event: Event) -> bool:
    """Tell whether a state is over and was shorter than its tier's ``min_duration_s``."""
    if tier is None or tier.kind is not Kind.STATE or not tier.min_duration_s or event.offset_ms is None:
        return False
    return event.offset_ms - event.onset_ms < round(tier.min_duration_s * 1000)


def remarks_on(scheme: Scheme, observation: Observation, change: Change) -> list[Remark]:
    """Return what is to be pointed out of the states that a change brought or whose edges it moved."""
    remarks: list[Remark] = []
    known = {after.id: before for before, after in change.replaced}
    for event in change.come:
        before, tier = known.get(event.id), scheme.tier(event.tier)
        if tier is None or event.point or tier.kind is not Kind.STATE:
            continue
        if is_short(tier, event) and (before is None or _span(before) != _span(event)):
            lasted = format_seconds((event.offset_ms or 0) - event.onset_ms)
            least = format_seconds(round((tier.min_duration_s or 0) * 1000))
            words = f"{event.words.capitalize()} lasted {lasted} s, less than {least} s."
            remarks.append(Remark(words, Delete((event.id,)), "Delete it"))
        if before is None or before.onset_ms != event.onset_ms:
            remarks += _near(observation, tier, event)
    return remarks


def _span(event: Event) -> tuple[int, int | None]:
    return event.onset_ms, event.offset_ms


def _near(observation: Observation, tier: Tier, event: Event) -> list[Remark]:
    """Return that the last state of the same code ended less than ``merge_gap_s`` before an event."""
    last = rivals_of(observation, tier, event).before(event.onset_ms)
    if not tier.merge_gap_s or last is None or last.code != event.code or last.offset_ms is None:
        return []
    gap_ms = event.onset_ms - last.offset_ms
    if not 0 <= gap_ms < round(tier.merge_gap_s * 1000):
        return []
    words = f"{event.words.capitalize()} had ended only {format_seconds(gap_ms)} s before."
    return [Remark(words, Merge(last.id), "Merge the two")]
