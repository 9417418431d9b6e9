"""Which observations of a session are analysed, and several passes read as one observation.

The coder who is named, else a consensus, else the primary observation; what was coded a second time only to see whether
coders agree, never, unless there is nothing else. What one of them leaves uncoded, such as the tiers of another pass,
is filled from the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.export_survey import SessionFiles, UsedScheme, read_used
from coder.app.export_view import end_of, read_view
from coder.app.records import Records
from coder.errors import CoderError, named
from coder.formats.events_csv import Log
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import PHASE, UNCODABLE, Pass, Scheme
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.store.observation_file import ObservationFile

NAMED, CONSENSUS, PRIMARY, OTHERS = range(4)
_MERGED = "passes_together"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is analysed of a session, and the observations it was taken from; ``names``: event ids where renumbered."""

    log: Log
    parts: tuple[Identity, ...]
    names: dict[int, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    identity: Identity
    used: UsedScheme
    file: "ObservationFile"

    @property
    def tiers(self) -> frozenset[str]:
        return _coded(self.used.scheme, self.identity.pass_id)

    def load(self) -> Observation:
        """Read what was coded."""
        with _reading(self.file.path):
            return self.file.load()


class _DamagedError(Exception):
    """An observation cannot be read, and why."""

    def __init__(self, path: Path, error: CoderError) -> None:
        super().__init__(path.name)
        self.path, self.error = path, error


def choose(found: SessionFiles, coder: str = "") -> tuple[Chosen | None, tuple[str, ...]]:
    """Read what is analysed of a session, and say which of its observations cannot be read; None where none can.

    Raises CoderError where it is not clear whose observation is meant.
    """
    left_out: list[str] = []
    while found.files:
        try:
            return _choose(found, coder), tuple(left_out)
        except _DamagedError as damaged:
            left_out.append(f"Session {found.session.id}: {damaged.path.stem} is left out: {damaged.error}")
            found = replace(found, files=tuple(path for path in found.files if path != damaged.path))
    return None, tuple(left_out)


def _choose(found: SessionFiles, coder: str) -> Chosen:
    with ExitStack() as open_files, named(found.session.id):
        records = Records()
        candidates = [_candidate(found.session, path, records, open_files) for path in found.files]
        wanted = _wanted(candidates, coder)
        if len(wanted) == 1:
            one = wanted[0]
            return Chosen(_log(found.session, one, one.load()), (one.identity,), {})
        return _merge(found.session, wanted)


def _candidate(session: Session, path: Path, records: Records, open_files: ExitStack) -> _Candidate:
    from coder.store.observation_file import open_observation

    with _reading(path):
        file = open_files.enter_context(open_observation(path, read_only=True))
        used = read_used(file)
    return _Candidate(records.identify(session, file.identity), used, file)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except CoderError as error:
        raise _DamagedError(path, error) from error


def rank(identity: Identity, coder: str = "") -> int:
    """Return how early an observation is taken: the coder's, a consensus, the primary one or gold, any other."""
    if coder and identity.coder == coder:
        return NAMED
    if identity.record == "consensus":
        return CONSENSUS
    return PRIMARY if identity.record in ("primary", "gold") else OTHERS


def _wanted(candidates: Iterable[_Candidate], coder: str) -> list[_Candidate]:
    chosen: list[tuple[int, _Candidate]] = []
    covered: set[str] = set()
    for one in sorted(candidates, key=lambda one: (rank(one.identity, coder), one.identity.record != "primary")):
        place = rank(one.identity, coder)
        if not one.tiers - covered or (place == OTHERS and chosen):
            _check_clear(chosen, place, one)
            continue
        _check_clear(chosen, place, one)
        chosen.append((place, one))
        covered |= one.tiers
    return [one for _, one in chosen]


def _check_clear(chosen: Sequence[tuple[int, _Candidate]], place: int, one: _Candidate) -> None:
    """Refuse to guess between two coders' observations of the same tiers."""
    for rank_of, other in chosen:
        if rank_of == place and place != NAMED and other.tiers & one.tiers:
            first, second = other.identity.coder, one.identity.coder
            told = f"{first} and {second} both coded this session."
            raise CoderError(told, "Say with --coder whose events count.")


def _coded(scheme: Scheme, pass_id: str) -> frozenset[str]:
    return frozenset(tier.id for tier in scheme.lanes_of_pass(pass_id) if tier.id not in (PHASE, UNCODABLE))


def _log(session: Session, one: _Candidate, observation: Observation, scheme: Scheme | None = None) -> Log:
    prints = [medium.fingerprint for medium in one.file.media] or [medium.fingerprint for medium in session.media]
    end_ms = end_of(session, prints, None) or end_of(session, prints, read_view(session).frames)
    return Log(session, scheme or one.used.scheme, one.used.sha256, observation, end_ms, None)


def _merge(session: Session, wanted: Sequence[_Candidate]) -> Chosen:
    """Put the passes of a session together: events are numbered anew, phases are those of the first."""
    first = wanted[0]
    alike = [one for one in wanted if one.used.sha256 == first.used.sha256]
    notes = tuple(_left_out(session, one, first) for one in wanted if one not in alike)
    events: list[Event] = []
    names: dict[int, str] = {}
    taken: set[str] = set()
    for one in alike:
        own = one.tiers - taken
        taken |= one.tiers
        for event in one.load():
            if event.tier in own or event.tier == UNCODABLE or (event.tier == PHASE and one is first):
                names[len(events) + 1] = f"{one.identity.pass_id or one.identity.coder}:{event.id}"
                events.append(replace(event, id=len(events) + 1))
    scheme = replace(first.used.scheme, passes=(Pass(_MERGED, tuple(sorted(taken))),))
    coders = "+".join(dict.fromkeys(one.identity.coder for one in alike))
    identity = Identity(session.id, coders, _MERGED, first.identity.record)
    observation = Observation(identity, events, len(events) + 1)
    return Chosen(_log(session, first, observation, scheme), tuple(one.identity for one in alike), names, notes)


def _left_out(session: Session, one: _Candidate, first: _Candidate) -> str:
    mine, theirs = one.used.scheme, first.used.scheme
    what = f"pass {one.identity.pass_id} of {one.identity.coder}" if one.identity.pass_id else one.identity.coder
    return (
        f"Session {session.id}: {what} was left out, for it was coded under {mine.id} {mine.version}, "
        f"the others under {theirs.id} {theirs.version}."
    )
