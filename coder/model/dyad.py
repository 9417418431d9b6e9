"""The dyad as a system: what its partners do together, how they take turns, match, move and recur."""

from dataclasses import dataclass

from coder.model.survival import Waiting


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """How long two states hold, and both at once, in codable time, in ms; None where ``reason`` says why."""

    codable_ms: int
    first_ms: int
    second_ms: int
    both_ms: int
    share_of_first: float | None
    share_of_second: float | None
    jaccard: float | None
    expected_ms: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """How one partner follows another: transfers of the floor, the silences and overlaps at them, in ms."""

    transfers: int
    gaps_ms: tuple[int, ...]
    overlaps_ms: tuple[int, ...]
    turns: int
    response_rate: float | None


@dataclass(frozen=True, slots=True)
class TurnTaking:
    """Both ways, and how long both were heard at once in ``codable_ms``."""

    first_to_second: Turns
    second_to_first: Turns
    together_ms: int
    codable_ms: int


@dataclass(frozen=True, slots=True)
class Matching:
    """How long partners were in the same state, how often they came back to it, and how long each mismatch was."""

    codable_ms: int
    matched_ms: int
    repairs: int
    share: float | None
    repairs_per_min: float | None
    mismatches: tuple[Waiting, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CellFound:
    """A cell of a grid: visits, time in it, and how long it took to come back to it; None where nobody did."""

    cell: tuple[str, str]
    visits: int
    duration_ms: int
    mean_return_ms: float | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A trajectory through a grid of ``n_cells``; what is None cannot be computed, and ``reason`` says why."""

    cells: tuple[CellFound, ...]
    n_cells: int
    events: int
    visits: int
    duration_ms: int
    transitions_per_min: float | None = None
    mean_event_ms: float | None = None
    mean_visit_ms: float | None = None
    mean_cell_ms: float | None = None
    dispersion: float | None = None
    visit_entropy: float | None = None
    duration_entropy: float | None = None
    attractor: tuple[str, str] | None = None
    quickest_return: tuple[str, str] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EntropyRate:
    """Bits of surprise a step; ``transitions`` says how many steps it rests on."""

    bits: float | None
    transitions: int
    se: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CrossCorrelation:
    """A correlation for each lag, first leading where the lag is positive; None where one does not vary there."""

    lags: tuple[int, ...]
    r: tuple[float | None, ...]
    peak_lag: int | None = None
    peak_r: float | None = None
    p: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How much two series recur (percentages), and their lines; what is None has no line to be computed of."""

    rate: float | None
    determinism: float | None = None
    lines: int = 0
    longest: int = 0
    mean_length: float | None = None
    entropy: float | None = None
    relative_entropy: float | None = None
    laminarity: float | None = None
    trapping_time: float | None = None
    reason: str = ""
