"""A study of two dyads in which every smile is answered after 1.2 s, as regulation finds it."""

from coder.analysis.hazards import hazard_ratio
from coder.analysis.survival import log_rank
from coder.analysis.two_by_two import associate
from coder.app.regulation_view import RegulationLook
from coder.model.answers import Outcome
from coder.model.contingency import ContingencyRow, Method, Pair, Tally, TwoByTwo
from coder.model.regulation import CueFound, CurvesCompared, LagProfile, Place, Stay, Trains, Trajectory
from coder.model.survival import Waiting

PAIR = Pair("caregiver.smile", "infant.smile", "smile_back")
BACK = Pair("infant.smile", "caregiver.smile")
WINDOWS = (Method(window_ms=2000), Method(window_ms=5000), Method(lags=(0, 3)))
CUES = (10_000, 31_000, 52_500, 74_000, 97_000, 121_000)
LATE_MS = 1_200
END_MS = 150_000
TIERS = ("caregiver_face", "infant_face")


def trains_of(dyad: str, session: str, phase: str = "", cues: tuple[int, ...] = CUES, pair: Pair = PAIR) -> Trains:
    """Return the trains of a session in which all cues but the last one are answered."""
    responses = tuple(cue + LATE_MS for cue in cues[:-1])
    found = tuple(CueFound(cue, Outcome.ANSWERED, cue + LATE_MS, "e1") for cue in cues[:-1])
    last = tuple(CueFound(cue, Outcome.UNANSWERED, None) for cue in cues[-1:])
    waits = (*(Waiting(LATE_MS, came=True) for _ in responses), *(Waiting(5_000, came=False) for _ in last))
    return Trains(Place(dyad, session, phase), pair, cues, responses, ((0, END_MS),), (*found, *last), waits)


def trajectory_of(dyad: str, session: str) -> Trajectory:
    """Return a way through a grid: around every cue both smile, else neither; uncodable from 80 to 85 s."""
    edges = [0, *(ms for cue in CUES[:3] for ms in (cue, cue + LATE_MS, cue + 3_000)), 80_000]
    cells = [("neutral", "neutral"), *(cell for _ in CUES[:3] for cell in _SMILED)]
    run = tuple(Stay(*cell, onset, edges[at + 1]) for at, (cell, onset) in enumerate(zip(cells, edges, strict=False)))
    later = (Stay("neutral", "none", 85_000, END_MS),)
    codes = (("neutral", "smile"), ("neutral", "smile", "none"))
    return Trajectory(Place(dyad, session), TIERS, codes, (run, later))


_SMILED = (("smile", "neutral"), ("smile", "smile"), ("neutral", "neutral"))


def profile_of(dyad: str, session: str) -> LagProfile:
    """Return a profile that is highest a second later."""
    lags = tuple(range(-3, 4))
    r = (None, 0.05, 0.1, 0.2, 0.6, 0.3, 0.1)
    return LagProfile(Place(dyad, session), PAIR.cue, PAIR.response, 1000, lags, r, 0.005)


def row_of(
    dyad: str, session: str, method: Method, cells: tuple[int, int, int, int], pair: Pair = PAIR
) -> ContingencyRow:
    """Return a row of contingency."""
    table = TwoByTwo(*cells)
    return ContingencyRow(dyad, session, pair, method, Tally(table, 6, cells[0] + cells[1]), associate(table), 0.01)


def build_look() -> RegulationLook:
    """Return what the view has of the study."""
    places = (("D01", "D01_v1"), ("D02", "D02_v1"))
    phases = [
        trains_of(*place, phase, cues)
        for place in places
        for phase, cues in (("play", CUES[:3]), ("reunion", CUES[3:]))
    ]
    whole = [trains_of(*place) for place in places]
    silent = [Trains(Place(*place), BACK, (), (), ((0, END_MS),)) for place in places]
    rows = [
        row_of(*place, method, cells)
        for method in WINDOWS
        for place, cells in ((places[0], (5, 1, 2, 20)), (places[1], (5, 1, 0, 3)))
    ]
    over = [row_of(name, "", method, (10, 2, 2, 23)) for method in WINDOWS for name in ("pooled", "mantel_haenszel")]
    waits = [
        [wait for one in phases if one.place.phase == phase for wait in one.waits] for phase in ("play", "reunion")
    ]
    hazard = hazard_ratio({"D01": waits[0]}, {"D01": waits[1]})
    compared = CurvesCompared(Place("pooled"), PAIR, "phases", ("play", "reunion"), log_rank(waits), 0.4, hazard)
    return RegulationLook(
        (PAIR, BACK),
        (*rows, *over),
        (*whole, *silent, *phases),
        tuple(trajectory_of(*place) for place in places),
        tuple(profile_of(*place) for place in places),
        (compared,),
    )
