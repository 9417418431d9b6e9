"""What holds at an instant: coded states, computed defaults, derived codes."""

from coder.editing.coverage import segments
from coder.editing.derived import derived_spans
from coder.gui.palette.key_button import Light
from coder.model.observation import Observation
from coder.model.scheme import Derived, Scheme, Tier

_FIRST_LOOK_MS = 8_000


def lights_at(
    scheme: Scheme, observation: Observation, lanes: tuple[Tier, ...], ms: int
) -> dict[tuple[str, str], Light]:
    """Return the codes that hold at an instant, by tier and code, and whether only by default."""
    lights: dict[tuple[str, str], Light] = {}
    for tier in lanes:
        if tier.exhaustive:
            for part in segments(scheme, observation, tier, ms, ms + 1):
                lights[tier.id, part.code] = Light.DEFAULT if part.event is None else Light.ON
        else:
            for event in observation.lane(tier.id).covering(ms):
                lights[tier.id, event.code] = Light.ON
    return lights


class DerivedSpell:
    """Since when a derived code has held; a step onwards looks only at the step."""

    def __init__(self, scheme: Scheme, observation: Observation, derived: Derived) -> None:
        self._scheme, self._observation, self._derived = scheme, observation, derived
        self._onset_ms: int | None = None
        self._seen_ms = -1

    def forget(self) -> None:
        """Look afresh next time: the observation has changed."""
        self._seen_ms = -1

    def find_onset(self, ms: int) -> int | None:
        """Find since when the code has held at an instant; None when it does not."""
        seen_ms, self._seen_ms = self._seen_ms, ms
        if 0 <= seen_ms <= ms < seen_ms + _FIRST_LOOK_MS:
            spans = self._spans(seen_ms, ms + 1)
            if not spans or spans[-1][1] <= ms:
                self._onset_ms = None
            elif spans[-1][0] > seen_ms or self._onset_ms is None:
                self._onset_ms = spans[-1][0]
            return self._onset_ms
        self._onset_ms = self._look_back(ms)
        return self._onset_ms

    def _look_back(self, ms: int) -> int | None:
        reach_ms = 1
        while True:
            from_ms = max(0, ms + 1 - reach_ms)
            spans = self._spans(from_ms, ms + 1)
            if not spans or spans[-1][1] <= ms:
                return None
            if spans[-1][0] > from_ms or from_ms == 0:
                return spans[-1][0]
            reach_ms = max(_FIRST_LOOK_MS, reach_ms * 4)

    def _spans(self, from_ms: int, to_ms: int) -> list[tuple[int, int]]:
        return derived_spans(self._scheme, self._observation, self._derived, from_ms, to_ms)
