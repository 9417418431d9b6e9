"""Find how two media of one session lie to each other, by their sound. Imports av and numpy: import this lazily.

First the onsets of loudness are compared over the whole length, coarsely, then samples in a few loud windows.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coder.errors import CoderError
from coder.media.mono import Mono, MonoReader, Piece
from coder.media.stopping import Cancel, Progress, check, tell

HZ = 8_000
STEP = 80  # samples: 10 ms
SURE = 2.5
LEAST, AGREED = 1.1, 0.5
NEXT_S = 0.25  # a peak nearer than this is the same one
OVERLAP_S = 5.0
WINDOWS = 12
WINDOW_S = 4.0
SEARCH_S = 0.25
LONGEST_S = 4 * 3600
BAND_EDGES = (1, 5, 9, 17, 33, 50)  # of 50 Hz each: 100, 300, 500, 900, 1700, 2550 Hz and above
HIGHEST = 4.0  # one bang common to a short overlap must not outweigh an hour
WHITEN = 0.7
CLEAR = 1.25
FEWEST = 3
DRIFT_S = 300.0

Curve = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a second medium lies to the first: its media time 0 is at ``offset_ms`` of the first one's media time.

    ``confidence`` is the best match over the next best one, 1 means chance. ``agreement`` is the share of the windows
    compared sample by sample (12 at most) that say the same to a millisecond. ``drift_ms_per_h`` says how much longer
    an hour is in the second medium; None when too little was compared.
    """

    offset_ms: float
    confidence: float
    agreement: float = 0.0
    drift_ms_per_h: float | None = None

    @property
    def sure(self) -> bool:
        """Tell whether it may be taken without a look."""
        return self.confidence >= (LEAST if self.agreement >= AGREED else SURE)


@dataclass(frozen=True, slots=True)
class Heard:
    """A file to hear: ``start_s`` is the container's time of its media time 0, ``stream`` its sound's number.

    Of a medium in several files, this one's media time 0 lies at ``begin_s``, and the next one's at ``end_s``.
    """

    path: Path
    start_s: float = 0.0
    stream: int = 0
    begin_s: float = 0.0
    end_s: float = math.inf


def align(
    first: Sequence[Heard], second: Sequence[Heard], *, cancel: Cancel | None = None, progress: Progress | None = None
) -> Alignment:
    """Return how ``second`` lies to ``first``, to less than a millisecond where their sound is the same.

    Each is a medium of one file or of several, one after the other; those without sound are silence. Raises CoderError
    when all are, when it is silent or shorter than 5 s, and Stopped when ``cancel`` says so.
    """
    one, one_at_s = _read(first, cancel)
    tell(progress, 0.45)
    two, two_at_s = _read(second, cancel)
    tell(progress, 0.9)
    steps, confidence = _match(_envelope(one, first[0].path), _envelope(two, second[0].path))
    fit = _refine(one, two, steps * STEP, cancel)
    tell(progress, 1.0)
    offset_s = one_at_s - two_at_s + fit.shift / HZ
    return Alignment(offset_s * 1000, confidence, fit.agreement, fit.drift_ms_per_h)


def _read(files: Sequence[Heard], cancel: Cancel | None) -> tuple[Mono, float]:
    """Return the whole sound at 8 kHz, gaps as silence, and the media time of its first sample."""
    parts: list[Mono] = []
    begin_s, taken = 0.0, 0
    for at_s, samples in _pieces(files, cancel):
        begin_s = begin_s if parts else at_s
        missing = round((at_s - begin_s) * HZ) - taken
        silence = np.zeros(min(max(0, missing), LONGEST_S * HZ - taken), np.int16)
        parts += [silence, samples]
        taken += len(silence) + len(samples)
        if taken >= LONGEST_S * HZ:
            break
    return np.concatenate([np.zeros(0, np.int16), *parts]), begin_s


def _pieces(files: Sequence[Heard], cancel: Cancel | None) -> Iterator[tuple[float, Mono]]:
    """Yield the media time of samples, and the samples, file by file; raise CoderError when no file has sound."""
    refusal: CoderError | None = None
    silent = 0
    for number, heard in enumerate(files):
        try:
            with MonoReader(heard.path, heard.stream, HZ) as reader:
                for piece in reader.pieces():
                    check(cancel)
                    at_s, samples = _cut(heard, piece, follows=number > 0)
                    if len(samples):
                        yield at_s, samples
        except CoderError as error:
            refusal, silent = refusal or error, silent + 1
    if refusal is not None and silent == len(files):
        raise refusal


def _cut(heard: Heard, piece: Piece, *, follows: bool) -> tuple[float, Mono]:
    """Return what of a piece lies in its own file's time: sound may begin before the pictures and end after them."""
    at_s = piece.at_s - heard.start_s + heard.begin_s
    first = max(0, round((heard.begin_s - at_s) * HZ)) if follows else 0
    after = len(piece.samples) if math.isinf(heard.end_s) else max(first, round((heard.end_s - at_s) * HZ))
    return at_s + first / HZ, piece.samples[first:after]


def _envelope(sound: Mono, path: Path) -> Curve:
    """Return how much louder it becomes, every 10 ms, over some bands of pitch; mean 0, spread 1, peaks cut."""
    if len(sound) < OVERLAP_S * HZ:
        raise CoderError(f"{path.name} has less than {OVERLAP_S:g} s of sound.", "Set the offset by eye.")
    if not sound.any():
        raise CoderError(f"{path.name} has no sound: it is silent throughout.", "Set the offset by eye.")
    power = np.concatenate(list(_bands(sound)))
    loudness = np.log(power + power.mean(axis=0) * 1e-3 + 1e-9)
    rise = np.maximum(0.0, loudness[2:] - loudness[:-2]).sum(axis=1)
    spread = float(rise.std()) or 1.0
    curve: Curve = np.minimum((rise - rise.mean()) / spread, HIGHEST)
    curve -= curve.mean()
    return curve


def _bands(sound: Mono) -> Iterator[Curve]:
    """Yield the power of each band, every 10 ms, some thousand steps at a time."""
    windows = np.lib.stride_tricks.sliding_window_view(sound, 2 * STEP)[::STEP]
    shape = np.hanning(2 * STEP).astype(np.float32)
    for begin in range(0, len(windows), 8_192):
        spectrum = np.fft.rfft(windows[begin : begin + 8_192] * shape, axis=1)[:, 1:]
        power = np.square(spectrum.real) + np.square(spectrum.imag)
        yield np.add.reduceat(power, BAND_EDGES, axis=1).astype(np.float64)


def _match(one: Curve, two: Curve) -> tuple[int, float]:
    """Return where ``two`` begins in ``one``, in steps, and how much better that is than the next best place."""
    size = 1 << (len(one) + len(two) - 1).bit_length()
    products = np.fft.irfft(np.fft.rfft(one, size) * np.conj(np.fft.rfft(two, size)), size)
    lags = np.arange(1 - len(two), len(one))
    overlap = np.minimum(len(one), lags + len(two)) - np.maximum(0, lags)
    enough = overlap >= OVERLAP_S * HZ / STEP
    score = np.where(enough, products[lags] / np.sqrt(overlap), 0.0)  # in units of what chance gives
    best = int(np.argmax(score))
    near = int(NEXT_S * HZ / STEP)
    rest = np.concatenate([score[: max(0, best - near)], score[best + near + 1 :]])
    following = max(float(rest.max(initial=0.0)), 1.0)
    return int(lags[best]), max(1.0, float(score[best]) / following)


@dataclass(frozen=True, slots=True)
class _Fit:
    """The shift in samples, the share of windows that agree on it, and the drift where it can be told."""

    shift: float
    agreement: float = 0.0
    drift_ms_per_h: float | None = None


def _refine(one: Mono, two: Mono, shift: int, cancel: Cancel | None) -> _Fit:
    """Compare samples in some loud windows."""
    places, found, curves = [], [], []
    for begin in _loud_windows(two, max(0, -shift), min(len(two), len(one) - shift)):
        check(cancel)
        curve = _correlate(one, two, begin, shift)
        at, clear = _peak(curve)
        curves.append(curve)
        if clear >= CLEAR:
            places.append(begin / HZ)
            found.append(at)
    if len(found) < FEWEST:
        return _Fit(shift + (_peak(np.sum(curves, axis=0))[0] if curves else 0.0))
    when, shifts = np.array(places), np.array(found)
    long_enough = float(np.ptp(when)) >= DRIFT_S
    slope, middle = _line(when, shifts, sloping=long_enough)
    off = np.abs(shifts - middle - slope * (when - (when.min() + when.max()) / 2))
    agreement = float((off <= HZ / 1000).sum()) / len(curves)
    return _Fit(shift + middle, agreement, -slope / HZ * 3_600_000 if long_enough else None)


def _loud_windows(sound: Mono, begin: int, end: int) -> Iterator[int]:
    """Yield the begin of a window at the loudest second of each of twelve parts (or fewer) of ``begin`` to ``end``."""
    length = int(WINDOW_S * HZ)
    count = min(WINDOWS, max(1, (end - begin) // length))
    for first, last in pairwise(np.linspace(begin, end, count + 1).astype(int).tolist()):
        seconds = [np.square(sound[at : at + HZ].astype(np.float32)).mean() for at in range(first, last, HZ)]
        at = first + HZ * int(np.argmax(seconds)) - (length - HZ) // 2 if seconds else first
        at = min(max(at, begin), end - length)
        if at >= begin:
            yield at


def _correlate(one: Mono, two: Mono, begin: int, shift: int) -> Curve:
    """Return how well a window of ``two`` fits ``one`` at ``shift`` −0.25 to +0.25 s, mostly by phase."""
    length, search = int(WINDOW_S * HZ), int(SEARCH_S * HZ)
    first = begin + shift - search
    wanted = np.zeros(length + 2 * search)
    low, high = max(0, first), min(len(one), first + len(wanted))
    wanted[low - first : high - first] = one[low:high]
    size = 1 << (len(wanted) + length).bit_length()
    product = np.fft.rfft(wanted, size) * np.conj(np.fft.rfft(two[begin : begin + length].astype(np.float64), size))
    weight = np.abs(product) ** WHITEN
    curve: Curve = np.fft.irfft(product / (weight + 1e-9 * float(weight.max(initial=0.0)) + 1e-12), size)
    curve = curve[: 2 * search + 1]
    return curve / (float(np.abs(curve).max()) or 1.0)


def _peak(curve: Curve) -> tuple[float, float]:
    """Return where the peak lies, in samples from the middle, and how much higher it is than the next one."""
    best = int(np.argmax(curve))
    near = HZ // 200
    rest = np.concatenate([curve[: max(0, best - near)], curve[best + near + 1 :]])
    clear = float(curve[best]) / max(float(rest.max(initial=0.0)), 1e-9)
    between = 0.0
    if 0 < best < len(curve) - 1:
        before, top, after = curve[best - 1 : best + 2].tolist()
        bend = before - 2 * top + after
        between = 0.5 * (before - after) / bend if bend else 0.0
    return best + between - (len(curve) - 1) / 2, clear


def _line(places: Curve, values: Curve, *, sloping: bool) -> tuple[float, float]:
    """Return slope and middle of the line through most points (Theil and Sen): a few wrong ones do not bend it."""
    slope = 0.0
    if sloping:
        one, two = np.triu_indices(len(places), 1)
        slope = float(np.median((values[two] - values[one]) / (places[two] - places[one])))
    middle = (places.min() + places.max()) / 2
    return slope, float(np.median(values - slope * (places - middle)))
