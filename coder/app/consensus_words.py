"""What is said of disagreements and of what was decided."""

from dataclasses import replace

from coder.model.agreement import DisagreementType
from coder.model.consensus import NONE, Dispute, Ruled, Ruling
from coder.model.time import format_short_time


def type_words(kind: DisagreementType, pair: tuple[str, str]) -> str:
    """Return how two coders differ, with their names."""
    if kind is DisagreementType.MISSED_BY_A:
        return f"missed by {pair[0]}"
    return f"missed by {pair[1]}" if kind is DisagreementType.MISSED_BY_B else kind.value


def tier_words(dispute: Dispute) -> str:
    """Return the tier, and the code where each is judged by itself."""
    return plain(f"{dispute.tier} {dispute.stream}".strip())


def when_words(dispute: Dispute) -> str:
    """Return when they differ: ``0:12.300–0:13.100``, or an instant."""
    onset = format_short_time(dispute.onset_ms)
    return onset if dispute.offset_ms is None else f"{onset}–{format_short_time(dispute.offset_ms)}"


def codes_words(dispute: Dispute) -> str:
    """Return what each coder has there."""
    return f"{plain(dispute.code_a)} / {plain(dispute.code_b)}"


def ruled_words(dispute: Dispute, pair: tuple[str, str]) -> str:
    """Return what was decided; empty where nothing is."""
    ruled = dispute.ruled
    if ruled.ruling is Ruling.A:
        return f"{pair[0]}: {plain(dispute.code_a)}"
    if ruled.ruling is Ruling.B:
        return f"{pair[1]}: {plain(dispute.code_b)}"
    if ruled.ruling is Ruling.UNCODABLE:
        return f"uncodable: {plain(ruled.uncodable)}" if ruled.uncodable else "uncodable"
    return _third(dispute, ruled) if ruled.ruling is Ruling.THIRD else ""


def _third(dispute: Dispute, ruled: Ruled) -> str:
    if len(ruled.parts) > 1:
        return f"change at {format_short_time(ruled.parts[1].onset_ms)}"
    part = ruled.parts[0]
    moved = "" if part.onset_ms == dispute.onset_ms else f" at {format_short_time(part.onset_ms)}"
    return f"neither: {plain(part.code)}{moved}" if not moved else f"{plain(part.code)}{moved}"


def title_of(dispute: Dispute, ruled: Ruled, pair: tuple[str, str]) -> str:
    """Return what the change log says of a decision."""
    words = ruled_words(replace(dispute, ruled=ruled), pair) or "nothing decided"
    reason = f" ({ruled.reason})" if ruled.reason else ""
    return f"Decide {tier_words(dispute)} at {format_short_time(dispute.onset_ms)} – {words}{reason}"


def decided_words(dispute: Dispute, ruled: Ruled, pair: tuple[str, str]) -> str:
    """Return what the message bar says of a decision."""
    words = ruled_words(replace(dispute, ruled=ruled), pair)
    return f"Decided {tier_words(dispute)} at {format_short_time(dispute.onset_ms)}: {words}."


def left_words(left: int) -> str:
    """Return how many are left, as a sentence."""
    return f"{left} left to decide." if left else "All disagreements are decided."


def spoken(dispute: Dispute, number: int, count: int, pair: tuple[str, str]) -> str:
    """Return a sentence for the screen reader on what is looked at."""
    first, second = (("nothing" if code == NONE else plain(code)) for code in (dispute.code_a, dispute.code_b))
    seconds = f"{dispute.onset_ms / 1000:.1f} seconds"
    done = f" Decided: {ruled_words(dispute, pair)}." if not dispute.open else ""
    kind = type_words(dispute.type, pair)
    return (
        f"Disagreement {number} of {count}: {tier_words(dispute)}, {kind}, at {seconds}. "
        f"{pair[0]}: {first}. {pair[1]}: {second}.{done}"
    )


def plain(text: str) -> str:
    """Return an id in words."""
    return text.replace("_", " ")
