"""The time that is heard, by a device's own count."""

import pytest

from coder.media.heard import GONE_S, STALL_S, HeardClock


class Device:
    """A device that takes ``period_us`` of sound ahead of what it plays, and the clock on the wall."""

    def __init__(self, period_us: int = 10_000, speed: float = 1.0, late_s: float = 0.0) -> None:
        self.now_s = 100.0
        self.period_us = period_us
        self.speed = speed
        self.begun_s = self.now_s + late_s
        self.given_us = self.stuck_us = float("inf")

    def taken_us(self) -> int:
        passed = (self.now_s - self.begun_s) * 1_000_000 * self.speed
        if passed <= 0:
            return 0
        return int(min((passed // self.period_us + 1) * self.period_us, self.given_us, self.stuck_us))


def hear(device: Device, clock: HeardClock, *, ended: bool = False) -> float | None:
    return clock.media_ms(device.taken_us(), device.given_us, ended=ended)


@pytest.mark.parametrize("rate", [0.25, 0.5, 1.0, 2.0])
@pytest.mark.parametrize("speed", [1.0, 1.0001, 0.9999])
def test_through_ten_minutes_time_stays_with_the_device(rate: float, speed: float) -> None:
    device = Device(speed=speed)
    clock = HeardClock(lambda: device.now_s)
    clock.begin(5_000.0, rate)
    worst = 0.0
    for tick in range(1, 60_000):
        device.now_s = device.begun_s + tick * 0.010_3
        heard = hear(device, clock)
        played_ms = (device.now_s - device.begun_s) * 1000 * speed
        assert heard is not None
        worst = max(worst, abs(heard - 5_000 - played_ms * rate) / rate)
    assert worst < 20


def test_the_clock_waits_until_the_device_begins() -> None:
    device = Device(late_s=0.5)
    clock = HeardClock(lambda: device.now_s)
    clock.begin(1_000.0, 1.0)
    assert hear(device, clock) == 1_000.0
    device.now_s += 0.499
    assert hear(device, clock) == 1_000.0
    device.now_s += 0.002
    assert hear(device, clock) == pytest.approx(1_000.0, abs=10.5)
    device.now_s += 0.1
    assert hear(device, clock) == pytest.approx(1_100.0, abs=12)


def test_time_never_runs_backwards_when_the_device_counts_in_long_steps() -> None:
    device = Device(period_us=90_000)
    clock = HeardClock(lambda: device.now_s)
    clock.begin(0.0, 1.0)
    told = []
    for _ in range(500):
        device.now_s += 0.007
        told.append(hear(device, clock) or 0.0)
    assert told == sorted(told)


def test_a_device_unplugged_in_the_middle_leads_no_longer() -> None:
    device = Device()
    clock = HeardClock(lambda: device.now_s)
    clock.begin(0.0, 1.0)
    device.now_s += 1
    assert hear(device, clock) is not None
    device.stuck_us = device.taken_us()
    device.now_s += GONE_S - 0.01
    assert hear(device, clock) is not None
    device.now_s += 0.02
    assert hear(device, clock) is None
    assert clock.dead


def test_a_device_that_is_slow_to_begin_or_is_given_nothing_is_waited_for_longer() -> None:
    sleeping = Device(late_s=STALL_S - 0.01)
    clock = HeardClock(lambda: sleeping.now_s)
    clock.begin(0.0, 1.0)
    sleeping.now_s += STALL_S - 0.02
    assert hear(sleeping, clock) == 0.0
    starved = Device()
    clock = HeardClock(lambda: starved.now_s)
    clock.begin(0.0, 1.0)
    starved.now_s += 1
    assert hear(starved, clock) is not None
    starved.given_us = starved.taken_us()
    starved.now_s += STALL_S - 0.01
    assert hear(starved, clock) is not None
    assert not clock.dead
    starved.now_s += 0.02
    assert hear(starved, clock) is None
    assert clock.dead


def test_sound_that_is_over_leads_no_longer_and_the_device_lives() -> None:
    device = Device()
    clock = HeardClock(lambda: device.now_s)
    clock.begin(0.0, 1.0)
    device.given_us = 500_000
    device.now_s += 1
    assert hear(device, clock, ended=True) is None
    device.now_s += 10
    assert hear(device, clock, ended=True) is None
    assert not clock.dead
