"""What is heard: the infant's voice and fuss, and the caregiver's soft hum."""

import numpy as np
from numpy.typing import NDArray

from drawing.motion import shown_until
from drawing.script import Act, Script

RATE_HZ = 44_100
_TUNE_HZ = (220.0, 247.0, 277.0, 247.0, 220.0, 185.0, 220.0, 277.0)
_NOTE_S = 0.48
_CRY = {"slight": 0.05, "clear": 0.1, "strong": 0.16}

Samples = NDArray[np.float32]


def draw_sound(script: Script) -> Samples:
    """Make the session's sound, mono, between -1 and 1."""
    rng = np.random.default_rng([script.seed, 99])
    samples = rng.normal(0, 0.0012, round(script.end_s * RATE_HZ))
    for act in script.acts:
        if act.features[0] == "in_signal.vocal":
            _add(samples, act.onset_s, _coo(rng))
        elif act.features[0] == "in_face.fuss":
            _add_fuss(samples, act, rng)
        elif act.tier == "hum":
            _add(samples, act.onset_s, _hum(shown_until(act) - act.onset_s))
    return np.clip(samples, -1, 1).astype(np.float32)


def _add(samples: NDArray[np.float64], at_s: float, sound: NDArray[np.float64]) -> None:
    start = round(at_s * RATE_HZ)
    part = sound[: max(0, len(samples) - start)]
    samples[start : start + len(part)] += part


def _voice(pitch_hz: NDArray[np.float64], strengths: tuple[float, ...]) -> NDArray[np.float64]:
    """Sound a gliding pitch with its overtones."""
    phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
    parts = [strength * np.sin((number + 1) * phase) for number, strength in enumerate(strengths)]
    return np.asarray(np.sum(parts, axis=0) / sum(strengths))


def _swell(count: int, attack_s: float, release_s: float) -> NDArray[np.float64]:
    t = np.arange(count) / RATE_HZ
    rise, fall = np.clip(t / attack_s, 0, 1), np.clip((count / RATE_HZ - t) / release_s, 0, 1)
    return np.asarray(np.sin(rise * np.pi / 2) ** 2 * np.sin(fall * np.pi / 2) ** 2)


def _coo(rng: np.random.Generator) -> NDArray[np.float64]:
    count = round(0.72 * RATE_HZ)
    x = np.linspace(0, 1, count)
    base = float(rng.uniform(330, 390))
    pitch = base * (1 + 0.22 * np.sin(np.pi * x) + 0.02 * np.sin(2 * np.pi * 5.5 * 0.72 * x))
    return 0.34 * _voice(pitch, (1.0, 0.8, 0.35, 0.2, 0.08)) * _swell(count, 0.04, 0.25)


def _add_fuss(samples: NDArray[np.float64], act: Act, rng: np.random.Generator) -> None:
    """Whimper about once a second as long as the fuss lasts."""
    strength, at, end = _CRY[dict(act.modifiers)["intensity"]], act.onset_s + 0.1, shown_until(act)
    while at + 0.5 < end:
        count = round(0.48 * RATE_HZ)
        x = np.linspace(0, 1, count)
        pitch = float(rng.uniform(430, 480)) * (1.12 - 0.3 * x + 0.03 * np.sin(2 * np.pi * 9 * 0.48 * x))
        _add(samples, at, strength * 1.6 * _voice(pitch, (1.0, 0.7, 0.6, 0.4, 0.25)) * _swell(count, 0.05, 0.2))
        at += float(rng.uniform(0.75, 1.05))


def _hum(length_s: float) -> NDArray[np.float64]:
    notes = []
    for number in range(int(length_s / _NOTE_S)):
        count = round(_NOTE_S * RATE_HZ)
        pitch = np.full(count, _TUNE_HZ[number % len(_TUNE_HZ)])
        notes.append(0.13 * _voice(pitch, (1.0, 0.35, 0.1)) * _swell(count, 0.09, 0.14))
    return np.concatenate(notes) if notes else np.zeros(0)
