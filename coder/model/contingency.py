"""A 2 × 2 table of given and target, and what can be said of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Counts: ``a`` given and target, ``b`` given without target, ``c`` target without given, ``d`` neither."""

    a: int = 0
    b: int = 0
    c: int = 0
    d: int = 0

    @property
    def n(self) -> int:
        """All that was tallied."""
        return self.a + self.b + self.c + self.d

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Return how often given, not given, target and no target were tallied."""
        return self.a + self.b, self.c + self.d, self.a + self.c, self.b + self.d

    def __add__(self, other: "TwoByTwo") -> "TwoByTwo":
        """Add the counts of another table."""
        return TwoByTwo(self.a + other.a, self.b + other.b, self.c + other.c, self.d + other.d)


@dataclass(frozen=True, slots=True)
class Association:
    """How far target goes with given. What is None cannot be computed, and ``reason`` says why.

    ``haldane``: ½ was added to each cell for ``log_odds`` and its standard error; ``odds_ratio`` and the others are of
    the counts as they are. ``flag`` names what makes the figures uncertain.
    """

    p_given: float | None = None
    p_not_given: float | None = None
    delta_p: float | None = None
    odds_ratio: float | None = None
    log_odds: float | None = None
    log_odds_se: float | None = None
    haldane: bool = False
    yules_q: float | None = None
    phi: float | None = None
    z: float | None = None
    risk_ratio: float | None = None
    flag: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A table with what it was tallied of: how many ``cues`` there are, and how many of them could be used."""

    table: TwoByTwo
    cues: int
    usable: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A cue and a response, each ``ACTOR.CODE`` (several joined by ``|``), and the scheme's link where it is one.

    ``back``: the link is turned round, its response taken for the cue.
    """

    cue: str
    response: str
    link: str = ""
    back: bool = False

    @property
    def direction(self) -> str:
        """Whose cue is answered by whom."""
        first, second = _actors(self.cue), _actors(self.response)
        return f"within_{first}" if first == second else f"{first}_to_{second}"

    @property
    def name(self) -> str:
        """The link, with ``:back`` where it is turned round; cue and response where they were named instead."""
        return f"{self.link}:back" if self.link and self.back else self.link or f"{self.cue}>{self.response}"


@dataclass(frozen=True, slots=True)
class Method:
    """How contingency is tallied: per onset with a window, or per unit with lags, from and to included.

    ``from_ms``: how long after the cue the window opens, in whole ms; its own first instant counts.
    """

    window_ms: int | None = None
    lags: tuple[int, int] | None = None
    from_ms: int = 1

    @property
    def name(self) -> str:
        """The name of the method in tables."""
        return "per_onset" if self.lags is None else "per_unit"


def _actors(names: str) -> str:
    return "+".join(dict.fromkeys(name.partition(".")[0] for name in names.split("|")))


@dataclass(frozen=True, slots=True)
class ContingencyRow:
    """One row: of a session, of a dyad with several, or of all dyads (``pooled``, ``mantel_haenszel``)."""

    dyad_id: str
    session_id: str
    pair: Pair
    method: Method
    tally: Tally
    found: Association
    p_permutation: float | None = None
    phase: str = ""
