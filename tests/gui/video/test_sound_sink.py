"""The computer's sound device, as Qt tells of it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, cast

import pytest

from coder.gui.video.sound_sink import BUFFER_MS, HZ, QtSink


class Named(Enum):
    """Errors and states by Qt's names; QtMultimedia cannot be loaded everywhere."""

    NoError = auto()
    OpenError = auto()
    IOError = auto()
    FatalError = auto()
    UnderrunError = auto()
    ActiveState = auto()
    IdleState = auto()
    StoppedState = auto()


@dataclass
class Device:
    """What Qt has of a device."""

    size: int = 0
    taken_us: int = 0
    trouble: Named = Named.NoError
    condition: Named = Named.ActiveState

    def setBufferSize(self, size: int) -> None:  # noqa: N802 - Qt's name
        self.size = size

    def start(self) -> object:
        return object()

    def reset(self) -> None:
        self.condition = Named.StoppedState

    def processedUSecs(self) -> int:  # noqa: N802 - Qt's name
        return self.taken_us

    def error(self) -> Named:
        return self.trouble

    def state(self) -> Named:
        return self.condition


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def sink(device: Device) -> QtSink:
    made = QtSink(cast(Any, device))
    made.start()
    return made


def test_sound_is_handed_over_a_fifth_of_a_second_ahead(sink: QtSink, device: Device) -> None:
    assert device.size == HZ * 4 * BUFFER_MS // 1000 == HZ * 4 // 5
    device.taken_us = 500_000
    assert sink.processed_us() == 500_000


@pytest.mark.parametrize("trouble", [Named.OpenError, Named.IOError, Named.FatalError])
def test_what_qt_calls_an_error_is_a_failure(sink: QtSink, device: Device, trouble: Named) -> None:
    assert not sink.failed()
    device.trouble = trouble
    assert sink.failed()


def test_running_dry_is_no_failure_and_stopping_by_itself_is_one(sink: QtSink, device: Device) -> None:
    device.trouble, device.condition = Named.UnderrunError, Named.IdleState
    assert not sink.failed()
    device.condition = Named.StoppedState
    assert sink.failed()
    sink.stop()
    assert not sink.failed()
    sink.start()
    device.condition = Named.ActiveState
    assert not sink.failed()
