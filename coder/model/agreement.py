"""What a comparison of two coders comes to: figures, or in words why there is none."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure of agreement: what was tallied, and what can be said of it.

    ``n`` is what the tallies add up to: units, events, or seconds. What is None cannot be computed; ``reason`` says why
    there is no kappa, or what to know of the one there is.
    """

    n: float
    po: float | None = None
    pe: float | None = None
    kappa: float | None = None
    kappa_max: float | None = None
    alpha: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code against all others: both ``a``, first alone ``b``, second alone ``c``, neither ``d``.

    Of events ``d`` is None: what neither coder saw cannot be counted.
    """

    a: float
    b: float
    c: float
    d: float | None
    kappa: float | None
    kappa_max: float | None
    positive: float | None
    negative: float | None
    pabak: float | None
    prevalence: float | None
    bias: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval; ``reason`` says why what is None cannot be computed."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


class Method(StrEnum):
    """How two coders are compared: in time, or event by event."""

    TIME_UNIT = "time_unit"
    DURATION = "duration"
    TOLERANCE = "tolerance"
    OVERLAP = "overlap"
    POINTS = "points"
    ALIGNMENT = "alignment"
    BORIS = "boris"


class DisagreementType(StrEnum):
    """How two coders differ."""

    BOUNDARY = "boundary"
    CATEGORY = "category"
    MISSED_BY_A = "missed by A"
    MISSED_BY_B = "missed by B"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stretch of time, or an instant (no offset), in which two coders differ."""

    onset_ms: int
    offset_ms: int | None
    code_a: str
    code_b: str
    type: DisagreementType


@dataclass(frozen=True, slots=True)
class Compared:
    """Two coders compared in one way, on a tier where codes exclude each other or on one code of another tier.

    ``names`` are the codes of the tallies' rows and columns, first coder in rows (the reference, where there is one).
    """

    method: Method
    code: str
    found: Agreement
    names: tuple[str, ...] = ()
    tallies: tuple[tuple[float, ...], ...] = ()
    codes: tuple[CodeAgreement, ...] = ()
    unit_ms: int | None = None
    tolerance_ms: int | None = None
    reference: str = ""
    more: tuple[tuple[str, Estimate], ...] = ()
    """What else there is to say, by name: for whom one figure is not enough."""


@dataclass(frozen=True, slots=True)
class CodeScore:
    """What each of two coders has of one code in codable time: how many events, and how long."""

    code: str
    codable_ms: int
    events: tuple[int, int]
    lasting_ms: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Criterion:
    """How well coders must agree on some tiers, as their scheme has it; ``statistic`` is its word for the figure."""

    tiers: tuple[str, ...]
    statistic: str
    least: float
    tolerance_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What two coders reach of a criterion on a tier, or on one code of it; ``method``: which figure that is."""

    code: str
    criterion: Criterion
    method: Method | None
    reached: Estimate

    @property
    def met(self) -> bool | None:
        """Tell whether it is enough; None where there is no figure."""
        return None if self.reached.value is None else self.reached.value >= self.criterion.least


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coders of one session compared on one tier, in every way."""

    session: str
    pair: tuple[str, str]
    tier: str
    compared: tuple[Compared, ...]
    disagreements: tuple[Disagreement, ...]
    scores: tuple[CodeScore, ...] = ()
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionPair:
    """Two coders of one session: compared, or in words (``reason``, ``hint``) why they were left out.

    ``shift_ms`` is the median of second coder's onset − first coder's over ``paired`` events, ``quartiles_ms`` the
    quartiles of it; None where no events are paired. A shift of one kind hints at another file, or another offset.
    """

    session: str
    pair: tuple[str, str]
    paired: int = 0
    shift_ms: float | None = None
    quartiles_ms: tuple[float, float] | None = None
    reason: str = ""
    hint: str = ""

    @property
    def compared(self) -> bool:
        """Tell whether the two were compared."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Pooled:
    """One figure over all sessions of two coders: of their tallies together, and how it varies between sessions.

    ``kappa`` has the interval of a bootstrap over sessions; ``by_session`` the kappas of the sessions that have one.
    """

    pair: tuple[str, str]
    tier: str
    one: Compared
    sessions: int
    kappa: Estimate
    by_session: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RatingAgreement:
    """How far two coders' ratings of one item agree, over all sessions and phases that both rated.

    ``levels`` is how many the scale has, declared or not; weighted kappas and alphas need levels in order.
    """

    pair: tuple[str, str]
    tier: str
    item: str
    n: int
    levels: int
    exact: Agreement
    linear: Estimate
    quadratic: Estimate
    ordinal: Estimate
    interval: Estimate
    single: Estimate
    mean: Estimate


@dataclass(frozen=True, slots=True)
class ScoreAgreement:
    """How far the scores that will be analysed agree over sessions: intraclass correlations of one code."""

    pair: tuple[str, str]
    tier: str
    code: str
    score: str
    sessions: int
    means: tuple[float, float]
    single: Estimate
    mean: Estimate
