"""Build the proxy of a video in the background. Imports av and numpy: import this module lazily."""

import shutil
import time
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError
from coder.media.decoder import Decoder
from coder.media.frame_times import FrameIndex
from coder.media.picture import pixel_aspect
from coder.media.priority import run_giving_way
from coder.media.proxy import Proxy, find_proxy
from coder.media.proxy_files import LIMIT_BYTES, Claim, ProxyFiles, ProxyTable, prune
from coder.media.proxy_writing import ProxyWriting
from coder.media.stopping import Cancel, Progress, check, tell
from coder.model.media import Fingerprint

COMMIT_S = 5.0
WAIT_S = 0.02
SPARE_BYTES = 1 << 30
PROOFS = 16

Growth = Callable[[Proxy], None]


def build_proxy(
    path: Path,
    index: FrameIndex,
    fingerprint: Fingerprint,
    folder: Path,
    *,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    on_growth: Growth | None = None,
    busy: Callable[[], bool] | None = None,
    limit_bytes: int = LIMIT_BYTES,
    beside: Collection[Fingerprint] = (),
) -> Proxy:
    """Return the whole proxy of the video at ``path``, building what is missing of it; blocks, at least priority.

    ``on_growth`` gets the part that is there every few seconds; ``busy`` says when to wait. All proxies in
    ``folder`` together take at most ``limit_bytes``, but this one stays, and those of the videos ``beside`` it. Raises
    Stopped when ``cancel`` says so (the part stays and is gone on with the next time), and CoderError when the video
    cannot be read or the disk is full.
    """
    files = ProxyFiles(folder, fingerprint.digest)
    keep = (files, *(ProxyFiles(folder, other.digest) for other in beside))
    building = _Building(path, index, fingerprint, files, keep, limit_bytes, cancel, progress, on_growth, busy)
    built = run_giving_way(building.run)
    tell(progress, 1.0)
    return built


@dataclass(frozen=True, slots=True)
class _Building:
    """What is built, and who looks on."""

    path: Path
    index: FrameIndex
    fingerprint: Fingerprint
    files: ProxyFiles
    keep: Collection[ProxyFiles]
    limit_bytes: int
    cancel: Cancel | None
    progress: Progress | None
    on_growth: Growth | None
    busy: Callable[[], bool] | None

    def run(self) -> Proxy:
        try:
            self.files.folder.mkdir(parents=True, exist_ok=True)
            with Claim.hold(self.files.claim, self._wait_for_another) as claim:
                found = self._find()
                if found is None or not found.complete:
                    self._build(found.table if found is not None else None, claim)
        except OSError as error:
            raise self._failed(f"No proxy of {self.path.name} can be built ({error.strerror or error}).") from error
        prune(self.files.folder, self.limit_bytes, self.keep)
        built = self._find()
        if built is None or not built.complete or not _proves(built):
            self._discard()
            raise self._failed(f"The proxy of {self.path.name} came out damaged.")
        return built

    def _find(self) -> Proxy | None:
        return find_proxy(self.index, self.fingerprint, self.files.folder)

    def _wait_for_another(self) -> None:
        check(self.cancel)
        time.sleep(10 * WAIT_S)

    def _build(self, begun: ProxyTable | None, claim: Claim) -> None:
        with closing(Decoder(self.path, self.index, threads=1)) as decoder, self.files.pictures.open("ab") as file:
            writing = ProxyWriting(file, self.files, self.index, pixel_aspect(decoder.stream), begun)
            try:
                self._write(writing, decoder, claim)
            finally:
                writing.commit()

    def _write(self, writing: ProxyWriting, decoder: Decoder, claim: Claim) -> None:
        count, commit_s = len(self.index), time.monotonic()
        if writing.done < count:
            for n, frame in decoder.frames(writing.done, count - 1, self.cancel):
                writing.add(n, frame)
                self._look(claim, (n + 1) / count)
                if time.monotonic() - commit_s > COMMIT_S:
                    self._show(writing.commit())
                    commit_s = time.monotonic()
        writing.end(count)

    def _look(self, claim: Claim, done: float) -> None:
        """Wait while the foreground is busy; raise Stopped when the work is given up."""
        check(self.cancel)
        while self.busy is not None and self.busy():
            claim.beat()
            time.sleep(WAIT_S)
            check(self.cancel)
        claim.beat()
        tell(self.progress, done)

    def _show(self, grown: Proxy | None) -> None:
        if grown is not None and self.on_growth is not None:
            self.on_growth(grown)
        prune(self.files.folder, self.limit_bytes, self.keep)
        if shutil.disk_usage(self.files.folder).free < SPARE_BYTES:
            raise self._failed("There is no room for a proxy: less than 1 GB is free in the cache.")

    def _failed(self, message: str) -> CoderError:
        return CoderError(message, "Coding goes on without it; jumps take longer.")

    def _discard(self) -> None:
        for file in (self.files.table, self.files.pictures):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _proves(built: Proxy) -> bool:
    """Say whether samples of the pictures can be decoded, first and last included."""
    there = [n for n in range(len(built)) if n in built]
    picked = there[:: max(1, len(there) // PROOFS)] + there[-1:]
    with closing(built):
        return bool(picked) and all(built.find_frame(n) is not None for n in picked)
