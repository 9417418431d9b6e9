"""A network share that stops to answer, for those who must not wait for it."""

import threading
from collections.abc import Iterator

import av
import pytest

from coder.media.decoder import Decoder

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
