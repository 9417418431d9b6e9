"""What is said of disagreements and of what was decided."""

from dataclasses import replace

from coder.app.consensus_choices import choices_of
from coder.app.consensus_originals import Figure, Rated
from coder.model.agreement import DisagreementType
from coder.model.consensus import NONE, Dispute, Ruled, Ruling
from coder.model.scheme import Scheme
from coder.model.time import format_short_time

RATED = {Rated.ALIKE: "rated alike", Rated.KAPPA: "kappa", Rated.WEIGHTED: "weighted kappa", Rated.ICC: "ICC"}
"""What figures of ratings are called."""
_ASKED = {"@target": "to whom"}


def type_words(kind: DisagreementType, pair: tuple[str, str]) -> str:
    """Return how two coders differ, with their names."""
    if kind is DisagreementType.MISSED_BY_A:
        return f"missed by {pair[0]}"
    return f"missed by {pair[1]}" if kind is DisagreementType.MISSED_BY_B else kind.value


def tier_words(dispute: Dispute) -> str:
    """Return the tier, the code or item where each is judged by itself, and what is asked of it."""
    return plain(f"{dispute.tier} {dispute.stream}".strip() + asked_words(dispute))


def asked_words(dispute: Dispute) -> str:
    """Return which answer, or the rating of which phase, they differ on, behind a code or item; else nothing."""
    if dispute.is_rating:
        return f" ({plain(dispute.phase)})" if dispute.phase else ""
    return f": {_ASKED.get(dispute.asked, plain(dispute.asked))}" if dispute.asked else ""


def when_words(dispute: Dispute) -> str:
    """Return when they differ: ``0:12.300–0:13.100``, an instant, or that it is the session that they rate."""
    if dispute.is_rating and not dispute.phase:
        return "session"
    onset = format_short_time(dispute.onset_ms)
    return onset if dispute.offset_ms is None else f"{onset}–{format_short_time(dispute.offset_ms)}"


def codes_words(dispute: Dispute, pair: tuple[str, str], scheme: Scheme | None = None) -> str:
    """Return what each coder has there, shortly; ratings and answers by their names in a scheme."""
    if not dispute.is_when:
        return f"{side_words(dispute, Ruling.A, scheme)} / {side_words(dispute, Ruling.B, scheme)}"
    code, (first, second) = plain(dispute.code_a), dispute.at
    if first is None or second is None:
        return f"one {code} / another" if first is None else f"another {code} / one"
    later = pair[0] if first > second else pair[1]
    return f"{'another ' if dispute.again else ''}{code}, {later} {abs(first - second) / 1000:.2f} s later"


def side_words(dispute: Dispute, side: Ruling, scheme: Scheme | None = None) -> str:
    """Return what the first (A) or the second coder (B) has there."""
    code, at = (dispute.code_a, dispute.at[0]) if side is Ruling.A else (dispute.code_b, dispute.at[1])
    if dispute.is_when:
        return _when(dispute, at)
    return value_words(dispute, code, scheme)


def _when(dispute: Dispute, at_ms: int | None) -> str:
    """Return one event, or where another one of its code begins, or when a point is."""
    code = plain(dispute.code_a)
    if at_ms is None:
        return f"one {code}"
    another = "another " if dispute.again else ""
    return f"{another}{code} at {format_short_time(at_ms)}"


def value_words(dispute: Dispute, value: str, scheme: Scheme | None = None) -> str:
    """Return a code, a rating or an answer; in words where none is given."""
    if not dispute.asked:
        return plain(value)
    if not value:
        return "not rated" if dispute.is_rating else "no answer"
    known = () if scheme is None else choices_of(scheme, dispute)
    return next((choice.words for choice in known if choice.value == value), plain(value))


def ruled_words(dispute: Dispute, pair: tuple[str, str], scheme: Scheme | None = None) -> str:
    """Return what was decided; empty where nothing is."""
    ruled = dispute.ruled
    if ruled.ruling is Ruling.A:
        return f"{pair[0]}: {side_words(dispute, Ruling.A, scheme)}"
    if ruled.ruling is Ruling.B:
        return f"{pair[1]}: {side_words(dispute, Ruling.B, scheme)}"
    if ruled.ruling is Ruling.UNCODABLE:
        return f"uncodable: {plain(ruled.uncodable)}" if ruled.uncodable else "uncodable"
    return _third(dispute, ruled, scheme) if ruled.ruling is Ruling.THIRD else ""


def _third(dispute: Dispute, ruled: Ruled, scheme: Scheme | None) -> str:
    if dispute.is_when:
        part = ruled.parts[0]
        return _when(dispute, None if part.code == NONE else part.onset_ms)
    if dispute.asked:
        return f"neither: {value_words(dispute, ruled.parts[0].code, scheme)}"
    if len(ruled.parts) > 1:
        return f"change at {format_short_time(ruled.parts[1].onset_ms)}"
    part = ruled.parts[0]
    moved = "" if part.onset_ms == dispute.onset_ms else f" at {format_short_time(part.onset_ms)}"
    return f"neither: {plain(part.code)}{moved}" if not moved else f"{plain(part.code)}{moved}"


def title_of(dispute: Dispute, ruled: Ruled, pair: tuple[str, str]) -> str:
    """Return what the change log says of a decision."""
    words = ruled_words(replace(dispute, ruled=ruled), pair) or "nothing decided"
    reason = f" ({ruled.reason})" if ruled.reason else ""
    return f"Decide {tier_words(dispute)}{_at(dispute)} – {words}{reason}"


def decided_words(dispute: Dispute, ruled: Ruled, pair: tuple[str, str]) -> str:
    """Return what the message bar says of a decision."""
    words = ruled_words(replace(dispute, ruled=ruled), pair)
    return f"Decided {tier_words(dispute)}{_at(dispute)}: {words}."


def _at(dispute: Dispute) -> str:
    return "" if dispute.is_rating else f" at {format_short_time(dispute.onset_ms)}"


def value_of(figure: Figure) -> str:
    """Return a figure as it is written: two digits, how many of how many are alike, or a dash where there is none."""
    if figure.method is Rated.ALIKE and figure.po is not None:
        return f"{round(figure.po * figure.n)} of {figure.n}"
    return "–" if figure.kappa is None else f"{figure.kappa:.2f}"


def left_words(left: int) -> str:
    """Return how many are left, as a sentence."""
    return f"{left} left to decide." if left else "All disagreements are decided."


def spoken(dispute: Dispute, number: int, count: int, pair: tuple[str, str]) -> str:
    """Return a sentence for the screen reader on what is looked at."""
    words = (side_words(dispute, side) for side in (Ruling.A, Ruling.B))
    first, second = ("nothing" if said == NONE and not dispute.asked else said for said in words)
    seconds = "" if dispute.is_rating else f", at {dispute.onset_ms / 1000:.1f} seconds"
    done = f" Decided: {ruled_words(dispute, pair)}." if not dispute.open else ""
    kind = type_words(dispute.type, pair)
    return (
        f"Disagreement {number} of {count}: {tier_words(dispute)}, {kind}{seconds}. "
        f"{pair[0]}: {first}. {pair[1]}: {second}.{done}"
    )


def plain(text: str) -> str:
    """Return an id in words."""
    return text.replace("_", " ")
