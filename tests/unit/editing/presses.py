"""Random coding: keys of the lab's scheme at random times, also backwards in time."""

from hypothesis import strategies as st

from coder.model.observation import Observation
from tests import lab
from tests.doubles import build_workspace

Presses = list[tuple[str, int]]

KEYS = tuple(code.key for tier in lab.SCHEME.lanes for code in tier.codes if code.key)


def presses(end_ms: int = lab.END_MS, *, step_ms: int = 1, most: int = 40) -> st.SearchStrategy[Presses]:
    """Draw keys at times before ``end_ms`` that are multiples of ``step_ms``, in no order."""
    times = st.integers(0, end_ms // step_ms - 1).map(lambda number: number * step_ms)
    return st.lists(st.tuples(st.sampled_from(KEYS), times), max_size=most)


def build_pressed(keys: Presses) -> Observation:
    """Build the observation that keys make when no question is answered by them."""
    workspace = build_workspace()
    for chord, at_ms in keys:
        workspace.press(chord, at_ms)
        while workspace.pending:
            workspace.skip_question()
    return workspace.observation
