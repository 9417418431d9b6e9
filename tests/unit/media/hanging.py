"""What takes long: a network share that stops to answer, and an index that takes its time."""

import threading
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from coder.media.decoder import Decoder
from coder.media.packets import Packets, read_packets
from coder.media.stopping import Cancel, Progress, check

PATIENCE_S = 60


class Share:
    """While it does not answer (``answers`` is cleared), decoders hang, and files that are opened with ``also_open``.

    ``hanging`` is set once somebody waits for it.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.answers, self.hanging = threading.Event(), threading.Event()
        self.answers.set()
        self._hold(Decoder, "_next_packet")

    def also_open(self) -> None:
        """Let whoever opens a file hang as well."""
        self._hold(av, "open")

    def _hold(self, owner: object, name: str) -> None:
        act = getattr(owner, name)

        def wait(*args: object, **kwargs: object) -> object:
            if not self.answers.is_set():
                self.hanging.set()
                assert self.answers.wait(PATIENCE_S)
            return act(*args, **kwargs)

        self._monkeypatch.setattr(owner, name, wait)


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> Iterator[Share]:
    """Answer until the test says otherwise, and again after it."""
    made = Share(monkeypatch)
    yield made
    made.answers.set()


class LongRead:
    """Reading packets stops at 43 % until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self.begun = threading.Event(), threading.Event()

        def wait(path: Path, cancel: Cancel | None, progress: Progress | None) -> Packets:
            if progress is not None:
                progress(0.43)
            self.begun.set()
            while not self.go_on.wait(0.01):
                check(cancel)
            return read_packets(path, cancel, progress)

        monkeypatch.setattr("coder.media.frame_index.read_packets", wait)


@pytest.fixture
def long_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[LongRead]:
    """Hold every reading of packets until the test lets it go on."""
    made = LongRead(monkeypatch)
    yield made
    made.go_on.set()
