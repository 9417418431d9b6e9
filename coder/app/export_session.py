"""Read one session and give its part of every table: the work that several processes share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from coder.app.export_survey import SessionFiles, Survey
from coder.app.export_tables import Maker, Read, make_tables
from coder.app.export_view import View, end_of, read_view
from coder.app.export_wish import ExportWish
from coder.app.records import Records
from coder.errors import CoderError, named
from coder.formats.codable_csv import given_reasons
from coder.formats.events_csv import Log
from coder.formats.flavours.reading import Gauge
from coder.formats.sessions_csv import SessionRow
from coder.media.stopping import Cancel, check
from coder.model.audit_step import Step
from coder.model.exported import Exported
from coder.model.observation import Identity
from coder.model.scheme import UNCODABLE
from coder.model.session import Medium
from coder.model.table import csv_text

if TYPE_CHECKING:
    from coder.app.export_survey import UsedScheme
    from coder.model.phase_mark import Marks
    from coder.store.observation_file import ObservationFile

_NONE = Medium("")


@dataclass(frozen=True, slots=True)
class SessionTexts:
    """A session's part of every table, in their order, as CSV text, and what its columns hold."""

    texts: tuple[str, ...]
    gauges: tuple[Gauge, ...]
    sources: tuple[Exported, ...]


class SessionReader:
    """Reads sessions for the tables of an export; every scheme is read once only."""

    def __init__(self, survey: Survey, wish: ExportWish) -> None:
        self.makers: Sequence[Maker] = make_tables(survey, wish)
        self._schemes = {used.sha256: used for used in survey.schemes}
        self._reasons, self._audits, self._records = frozenset(survey.reasons), wish.audit, Records()

    def read(self, found: SessionFiles, cancel: Cancel | None = None) -> Iterator[tuple[Read, Exported]]:
        """Read the observations of a session, one after the other; raise CoderError when one cannot be read."""
        from coder.store.observation_file import open_observation
        from coder.store.phase_file import load_phases

        with named(found.session.id):
            view, marks = read_view(found.session), load_phases(found.session.folder)
        for path in found.files:
            check(cancel)
            with named(found.session.id), open_observation(path, read_only=True) as file:
                used = self._schemes.get(file.scheme_sha256)
                whose = self._records.identify(found.session, file.identity)
                read = None if used is None else _read(found, file, whose, used, view, marks)
                if read is not None and self._audits:
                    read = replace(read, steps=_steps(file))
                if read is None or not self._reasons.issuperset(given_reasons(read.log.observation.lane(UNCODABLE))):
                    raise CoderError(f"{path.name} was changed while it was exported.", "Export again.")
                yield read, _exported(read, file)

    def write(self, found: SessionFiles) -> SessionTexts:
        """Give a session's part of every table."""
        pairs = list(self.read(found))
        parts = [self._part(maker, [read for read, _ in pairs]) for maker in self.makers]
        texts, gauges = zip(*parts, strict=True)
        return SessionTexts(texts, gauges, tuple(source for _, source in pairs))

    def _part(self, maker: Maker, reads: list[Read]) -> tuple[str, Gauge]:
        rows = list(chain.from_iterable(map(maker.rows, reads)))
        gauge = Gauge(maker.table)
        gauge.take(rows)
        return csv_text(rows), gauge


def _read(
    found: SessionFiles, file: "ObservationFile", whose: Identity, used: "UsedScheme", view: View, marks: "Marks"
) -> Read:
    session, observation = found.session, file.load()
    observation.identity = whose
    prints = [medium.fingerprint for medium in file.media] or [medium.fingerprint for medium in session.media]
    end_ms = end_of(session, prints, view.frames)
    waiting = sum(recode.open for recode in file.load_queue())
    row = SessionRow(session, used.scheme, used.sha256, observation, end_ms, prints, view.frames, view.facts, waiting)
    log = Log(session, used.scheme, used.sha256, observation, end_ms, view.frames)
    return Read(log, row, marks, media=file.media)


def _steps(file: "ObservationFile") -> tuple[Step, ...]:
    from coder.app.audit import Audited
    from coder.store.audit import read_log

    return tuple(Audited(file.path, file.identity, read_log(file)).steps)


def _exported(read: Read, file: "ObservationFile") -> Exported:
    session, identity = read.row.session, read.row.observation.identity
    return Exported(
        session.study,
        session.id,
        identity.coder,
        identity.record,
        identity.pass_id,
        read.row.scheme_sha256,
        file.log_hash,
        tuple(own.sha256 or medium.sha256 for own, medium in zip_longest(file.media, session.media, fillvalue=_NONE)),
        tuple("" if found is None else found.digest for found in read.row.fingerprints),
        read.row.open_recodes,
    )
