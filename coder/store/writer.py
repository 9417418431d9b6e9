"""Make changes durable in order on a thread of its own, so that no key press waits for the disk."""

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from coder.errors import CoderError
from coder.model.change import Change
from coder.model.observation import Observation
from coder.model.recode import Tick
from coder.store.entry import Entry, build_entry
from coder.store.observation_file import ObservationFile
from coder.store.rescue import write_rescue

BATCH = 500
"""How many changes one transaction takes at most."""
RETRY_S = 5.0
"""How long after a failure it is tried again unasked, and how often it is looked whether the file is still there."""


@dataclass(frozen=True, slots=True)
class SaveState:
    """How safe the work is: ``saved`` says that nothing waits; ``reason`` and ``hint`` say why it is not saved.

    ``count`` events are on disk; ``seq`` is the number of the last change on disk.
    """

    kind: Literal["saved", "saving", "not_saved"]
    count: int
    reason: str = ""
    hint: str = ""
    seq: int = 0


class Writer:
    """A queue before an observation file. ``on_state`` is called on the writer's thread; it must only pass it on.

    ``by`` is who changes it, where that is not whose it is.

    A state follows each durable commit (``seq`` has grown), each failure, and the beginning of each work.
    """

    def __init__(
        self,
        file: ObservationFile,
        on_state: Callable[[SaveState], None],
        *,
        retry_s: float = RETRY_S,
        by: str = "",
    ) -> None:
        self._file, self._on_state, self._retry_s = file, on_state, retry_s
        self._by = by or file.identity.coder
        self._queue: deque[Entry] = deque()
        self._digests: dict[int, str] = {}
        self._jobs: deque[Callable[[], object]] = deque()
        self._ticks: dict[int, Tick] = {}
        self._turn = threading.Condition()
        self._failure: CoderError | None = None
        self._rounds = 0
        self._asked_again = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="observation writer", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> int:
        """How many changes are not on disk yet."""
        with self._turn:
            return self._waiting

    @property
    def _waiting(self) -> int:
        return len(self._queue) + len(self._ticks)

    @property
    def state(self) -> SaveState:
        """How safe the work is now."""
        with self._turn:
            return self._state()

    def submit(self, change: Change, kind: str) -> None:
        """Queue a change to be made durable, without waiting; ``kind`` is one of ``KINDS``.

        Raises CoderError once the writer is closed: nothing is queued that nobody would write.
        """
        entry = build_entry(change, kind, self._by)
        with self._turn:
            if self._closing:
                raise CoderError(f"{self._file.path.name} is being closed.", "Open it again to go on coding.")
            self._queue.append(entry)
            self._turn.notify_all()

    def record_digests(self, digests: Mapping[int, str]) -> None:
        """Have the sha-256 of whole media recorded, after what waits; what fails is left for another opening."""
        with self._turn:
            if digests and not self._closing:
                self._digests.update(digests)
                self._asked_again = True
                self._turn.notify_all()

    def tick_off(self, ticks: Mapping[int, Tick]) -> None:
        """Have it written down what came of looking at events again, by their place in the queue; see ``submit``."""
        with self._turn:
            if self._closing:
                raise CoderError(f"{self._file.path.name} is being closed.", "Open it again to go on coding.")
            self._ticks.update(ticks)
            self._asked_again = True
            self._turn.notify_all()

    def afterwards(self, job: Callable[[], object]) -> None:
        """Have something done on the writer's thread, in order, once all that waits now is on disk."""
        with self._turn:
            if not self._closing:
                self._jobs.append(job)
                self._asked_again = True
                self._turn.notify_all()

    def retry(self) -> None:
        """Try again what failed, now."""
        with self._turn:
            self._asked_again = True
            self._turn.notify_all()

    def flush(self, timeout_s: float) -> bool:
        """Wait until all is on disk, trying again what failed; tell whether it is."""
        end_s = time.monotonic() + timeout_s
        with self._turn:
            rounds = self._rounds
            self._asked_again = True
            self._turn.notify_all()
            while self._rounds == rounds or ((self._waiting or self._jobs) and self._failure is None):
                left_s = end_s - time.monotonic()
                if left_s <= 0 or not self._thread.is_alive():
                    break
                self._turn.wait(left_s)
            return not self._waiting and self._failure is None

    def save_copy_to(self, path: Path, observation: Observation) -> None:
        """Write the whole observation, what waits included, to a new file elsewhere; the queue stays as it is.

        Call it on the thread that changes the observation. Raises CoderError when it cannot be written.
        """
        with self._turn:
            waiting = tuple(self._queue)
        write_rescue(self._file, waiting, observation, path)

    def close(self, timeout_s: float = 10.0) -> bool:
        """Make durable what waits, then stop; tell whether all is on disk. The file stays open."""
        done = self.flush(timeout_s)
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        self._thread.join(timeout_s)
        return done

    def _state(self) -> SaveState:
        count, seq = self._file.count, self._file.seq
        if self._failure is not None:
            return SaveState("not_saved", count, self._failure.message, self._failure.hint, seq)
        return SaveState("saving" if self._waiting else "saved", count, seq=seq)

    def _run(self) -> None:
        while (batch := self._next_batch()) is not None:
            self._work_off(batch)
            self._tick_off()
            self._record()
            self._work_afterwards()
            with self._turn:
                self._rounds += 1
                self._turn.notify_all()

    def _next_batch(self) -> list[Entry] | None:
        """Wait for work, a wish to try again, or the time to look; None when the writer is closed."""
        due_s = time.monotonic() + self._retry_s
        with self._turn:
            while not self._asked_again and not (self._queue and self._failure is None):
                left_s = due_s - time.monotonic()
                if self._closing:
                    return None
                if left_s <= 0:
                    break
                self._turn.wait(left_s)
            self._asked_again = False
            return list(islice(self._queue, BATCH))

    def _work_off(self, batch: list[Entry]) -> None:
        before = self._failure
        if batch and before is None:
            self._tell(self.state)
        failure = self._try(batch)
        with self._turn:
            self._failure = failure
            for _ in batch if failure is None else ():
                self._queue.popleft()
        if batch or failure is not None or before is not None:
            self._tell(self.state)

    def _try(self, batch: list[Entry]) -> CoderError | None:
        # What was saved may be removed while nobody presses a key.
        return self._attempt(lambda: self._file.commit_all(batch) if batch else self._file.check())

    def _attempt(self, work: Callable[[], object]) -> CoderError | None:
        try:
            work()
        except CoderError as error:
            return error
        except Exception as error:  # Whatever it was: the thread lives on, and the work is not called saved.
            return CoderError(f"Saving failed: {error!r}.", "Save a copy elsewhere: the work is still in memory.")
        return None

    def _tick_off(self) -> None:
        """Write the ticks, once the changes they belong to are safe; what fails is tried again."""
        with self._turn:
            ticks = dict(self._ticks) if self._failure is None else {}
        if not ticks:
            return
        failure = self._attempt(lambda: self._file.tick_off(ticks))
        with self._turn:
            self._failure = failure
            for place, tick in ticks.items() if failure is None else ():
                if self._ticks[place] is tick:
                    del self._ticks[place]
        self._tell(self.state)

    def _record(self) -> None:
        with self._turn:
            digests, self._digests = self._digests, {}
        if not digests or self._failure is not None:
            return
        try:
            self._file.record_digests(digests)
        except Exception:  # It is nobody's work: no coding waits for it, and none is called unsaved.
            return

    def _work_afterwards(self) -> None:
        while self._jobs and self._failure is None and not self._queue:
            try:
                self._jobs[0]()
            except Exception as error:  # A job says itself what fails; whatever it was, the saving goes on.
                sys.excepthook(type(error), error, error.__traceback__)
            with self._turn:
                self._jobs.popleft()

    def _tell(self, state: SaveState) -> None:
        try:
            self._on_state(state)
        except Exception as error:  # A listener that fails must not stop the saving.
            sys.excepthook(type(error), error, error.__traceback__)
