"""How much of each act is on show at an instant: 0 to 1, easing in and out."""

from collections import defaultdict

import numpy as np

from drawing.script import Act, Script

_SHOWN_S = {"cg_need.need_met": 7.0, "in_signal.bid": 1.7, "in_signal.reach": 1.6, "in_signal.vocal": 0.75}
"""How long a point is on show after its onset."""

Spell = tuple[float, float]


def ease(share: float) -> float:
    """Start and stop softly: 0 below 0, 1 above 1."""
    x = min(max(share, 0.0), 1.0)
    return x * x * (3 - 2 * x)


def shown_until(act: Act) -> float:
    """Return when an act is over; a point is on show for a fixed while."""
    return act.offset_s if act.offset_s is not None else act.onset_s + _SHOWN_S[act.features[0]]


class Motion:
    """The acts of a session as smooth weights."""

    def __init__(self, script: Script) -> None:
        self.seed = script.seed
        self._spells: dict[str, list[Spell]] = defaultdict(list)
        for act in script.acts:
            # What is there from the first frame has always been there, and stays beyond the last.
            onset = act.onset_s if act.onset_s > 0 else -9.0
            offset = shown_until(act) if shown_until(act) < script.end_s else script.end_s + 9
            for feature in act.features:
                self._spells[feature].append((onset, offset))
        self._blinks = {who: _blinks(script, number) for number, who in enumerate(("cg", "in"))}

    def spells(self, feature: str) -> list[Spell]:
        """List when a feature is on show."""
        return self._spells.get(feature, [])

    def weight(self, feature: str, time_s: float, ease_s: float, lead: float = 0.0) -> float:
        """Weigh a feature; the change has already gone the share ``lead`` of its way in the frame of its onset."""
        return sum(
            ease((time_s - on) / ease_s + lead) - ease((time_s - off) / ease_s + lead)
            for on, off in self.spells(feature)
        )

    def eyes(self, feature: str, time_s: float) -> float:
        """Weigh a look: eyes jump, and have jumped half the way in the frame of the onset."""
        return self.weight(feature, time_s, 0.09, 0.5)

    def head(self, feature: str, time_s: float) -> float:
        """Weigh the turn of a head, which follows the eyes."""
        return self.weight(feature, time_s, 0.5, 0.12)

    def face(self, feature: str, time_s: float) -> float:
        """Weigh an expression."""
        return self.weight(feature, time_s, 0.3, 0.3)

    def limb(self, feature: str, time_s: float) -> float:
        """Weigh a movement of an arm that begins at the onset."""
        return self.weight(feature, time_s, 0.55, 0.2)

    def contact(self, feature: str, time_s: float) -> float:
        """Weigh a touch: the hand travels before the onset, lands at it at full speed, and leaves at the offset."""
        travel_s, haste = 0.6, 1.7
        coming = (min(max((time_s - on) / travel_s + 1, 0.0), 1.0) ** haste for on, _ in self.spells(feature))
        going = (1 - (1 - min(max((time_s - off) / travel_s, 0.0), 1.0)) ** haste for _, off in self.spells(feature))
        return float(sum(coming) - sum(going))

    def blink(self, who: str, time_s: float) -> float:
        """Return how far the lids are closed."""
        return max((1 - abs(time_s - at) / 0.09 for at in self._blinks[who] if abs(time_s - at) < 0.09), default=0.0)

    def sway(self, number: int, time_s: float) -> float:
        """Return a slow small movement between -1 and 1, another one for every number."""
        shift = (self.seed % 97) + 1.7 * number
        return float(np.sin(0.9 * time_s + shift) * 0.6 + np.sin(0.37 * time_s + 2.1 * shift) * 0.4)


def _blinks(script: Script, number: int) -> tuple[float, ...]:
    rng = np.random.default_rng([script.seed, number])
    gaps = rng.uniform(2.2, 5.5, size=int(script.end_s / 2.2) + 1)
    # No blink beside a change of gaze: an eye that closes there would hide the frame of the change.
    changes = [act.onset_s for act in script.acts if act.tier in ("cg_gaze", "in_gaze")]
    return tuple(at for at in np.cumsum(gaps).tolist() if all(abs(at - change) > 0.3 for change in changes))
