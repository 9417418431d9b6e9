"""The ruler's ticks: round times, as close together as their words allow."""

from dataclasses import dataclass

from coder.gui.timeline.scale import TimeScale

LABEL_PX = 78
_STEPS_MS = (
    (10, 2),
    (20, 4),
    (50, 5),
    (100, 5),
    (200, 4),
    (500, 5),
    (1_000, 5),
    (2_000, 4),
    (5_000, 5),
    (10_000, 5),
    (15_000, 3),
    (30_000, 3),
    (60_000, 6),
    (120_000, 4),
    (300_000, 5),
    (600_000, 5),
    (900_000, 3),
    (1_800_000, 3),
    (3_600_000, 6),
    (7_200_000, 4),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the ruler; a minor one has no label."""

    ms: int
    label: str = ""


def step_of(scale: TimeScale) -> tuple[int, int]:
    """Return the time between labels (ms) and into how many parts minor ticks divide it."""
    least_ms = LABEL_PX / max(scale.px_per_ms, 1e-9)
    return next((step for step in _STEPS_MS if step[0] >= least_ms), _STEPS_MS[-1])


def ticks(scale: TimeScale) -> list[Tick]:
    """Return the ticks of the range shown, with one before it so that its label may reach in."""
    step, parts = step_of(scale)
    minor = step // parts
    first = scale.from_ms // step * step
    return [Tick(ms, format_tick(ms, step) if ms % step == 0 else "") for ms in range(first, scale.to_ms + 1, minor)]


def format_tick(ms: int, step_ms: int) -> str:
    """Write a round time with as many decimals as the step needs."""
    seconds, milli = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    clock = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
    if step_ms >= 1000:
        return clock
    return f"{clock}.{milli // 100}" if step_ms >= 100 else f"{clock}.{milli // 10:02}"
