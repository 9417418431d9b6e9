"""Events and codable time of several coders, read from the observations of sessions and studies.

The windows are the phases as each coder has them, the whole session where none is marked; uncodable time is what blocks
a tier. Computed defaults are compared as what was coded, derived codes are not.
Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coder.analysis.tracks import make_track
from coder.app.blinding import NOT_YET, Blinding
from coder.app.comparing.criteria import criteria_of
from coder.app.comparing.log import ComparedLog, Scale
from coder.app.comparing.origins import Origin
from coder.app.export_session import SessionReader
from coder.app.export_survey import SessionFiles, Survey, find_all, join_surveys, survey
from coder.app.export_tables import Read
from coder.app.export_wish import ExportWish
from coder.editing.codable import phase_stretches
from coder.editing.composites import score
from coder.editing.coverage import uncodable_spells
from coder.editing.occurrences import occurrences
from coder.editing.rating import rated_phases, values_of
from coder.errors import CoderError
from coder.formats.coded_log.reading import WINDOW
from coder.formats.events_csv import Log
from coder.media.stopping import Cancel, Progress, tell
from coder.model.observation import Observation
from coder.model.rating import NOT_RATABLE, write_number
from coder.model.scheme import PHASE, UNCODABLE, Kind, Scheme, Tier
from coder.model.seal import REOPEN
from coder.model.session import Medium

OPENED_AGAIN = "opened the coding again after it was submitted: it may not be blind any more."


def read_study(
    path: Path, progress: Progress | None = None, cancelled: Cancel | None = None, viewer: str = ""
) -> ComparedLog:
    """Read the observations of a session, a study, or a folder of studies.

    What a ``viewer`` who codes by the plan, or is in training, may not know of is not there at all. An observation that
    cannot be read leaves the others as they are, see ``ComparedLog.unreadable``. Raises CoderError where none can be
    read, Stopped when ``cancelled`` says so.
    """
    found = _seen(find_all([path]), blinding := Blinding(viewer))
    broken: dict[Path, CoderError] = {}
    reader = SessionReader(_survey(found, broken, cancelled), ExportWish((path,), path))
    several = len({one.session.study for one in found}) > 1
    log = ComparedLog({}, {}, {}, {})
    for done, one in enumerate(found, 1):
        session = f"{one.session.study}.{one.session.id}" if several else one.session.id
        for place, read in _read(reader, one, broken, cancelled):
            coder = _name(log, session, read.log)
            add_read(log, session, coder, read)
            if blinding.is_open(one.session, place):
                log.unsealed.add((session, coder))
            elif _is_opened_again(one, place, blinding):
                log.notes.append(f"Session {session}: {coder} {OPENED_AGAIN}")
            log.criteria[session] = criteria_of(read.log.scheme)
        _leave_out(log, session, one, broken)
        tell(progress, done / len(found))
    if not log.origins:
        raise next(iter(broken.values()))
    return log


def _is_opened_again(one: SessionFiles, place: Path, blinding: Blinding) -> bool:
    """Tell whether an observation of a planned study was changed after it could be compared."""
    from coder.store.seal import read_acts

    return blinding.plan(one.session) is not None and any(act.kind == REOPEN for act in read_acts(place))


def _survey(found: Iterable[SessionFiles], broken: dict[Path, CoderError], cancelled: Cancel | None) -> Survey:
    """Look into every observation, and note those that cannot be read."""
    parts = []
    for one in found:
        for path in one.files:
            try:
                parts.append(survey([replace(one, files=(path,))], cancelled))
            except CoderError as error:
                broken[path] = error
    return join_surveys(parts)


def _read(
    reader: SessionReader, one: SessionFiles, broken: dict[Path, CoderError], cancelled: Cancel | None
) -> list[tuple[Path, Read]]:
    """Read the observations of a session that can be read, and note the others."""
    whole = tuple(path for path in one.files if path not in broken)
    try:
        found = reader.read(replace(one, files=whole), cancelled) if whole else ()
        return [(path, read) for path, (read, _) in zip(whole, found, strict=True)]
    except CoderError as error:
        if len(whole) == 1:
            broken[whole[0]] = error
            return []
    return [pair for path in whole for pair in _read(reader, replace(one, files=(path,)), broken, cancelled)]


def _leave_out(log: ComparedLog, session: str, one: SessionFiles, broken: Mapping[Path, CoderError]) -> None:
    """Add the coders whose observations cannot be read, and why."""
    for path in (path for path in one.files if path in broken):
        coder, error = path.stem.partition(".")[0], broken[path]
        coders = log.coders.setdefault(session, [])
        name = next(name for name in (coder, path.stem, path.name) if name not in coders)
        coders.append(name)
        told = error.message.removeprefix(f"{one.session.id}: ")
        log.unreadable[session, name] = (f"Session {session}: {told}", error.hint)
        if len(one.files) == 1:
            log.notes.append(f"Session {session}: {told} {error.hint}".strip())


def _seen(found: Sequence[SessionFiles], blinding: Blinding) -> list[SessionFiles]:
    """Leave out what a viewer may not know of; raise CoderError where no two are left that could be compared."""
    kept = [replace(one, files=tuple(_known(one, blinding))) for one in found]
    quiet = any(one != other or blinding.is_coder(one.session) for one, other in zip(found, kept, strict=True))
    if quiet and all(len(one.files) < 2 for one in kept):
        raise CoderError(*NOT_YET)
    return [one for one in kept if one.files]


def _known(one: SessionFiles, blinding: Blinding) -> Iterator[Path]:
    for path in one.files:
        if not (_hides(one, path, blinding) and blinding.keeps_quiet(one.session, path)):
            yield path


def _hides(one: SessionFiles, path: Path, blinding: Blinding) -> bool:
    try:
        return blinding.hides(one.session, path)
    except CoderError:
        return True  # whether it was submitted cannot be read either


def _coded(log: Log) -> list[Tier]:
    """Return the tiers that the observation is of."""
    lanes = log.scheme.lanes_of_pass(log.observation.identity.pass_id)
    return [tier for tier in lanes if tier.id not in (PHASE, UNCODABLE)]


def _judged(log: Log) -> list[Tier]:
    return [tier for tier in _coded(log) if tier.kind is not Kind.RATING]


def _name(log: ComparedLog, session: str, found: Log) -> str:
    """Return the coder's name, with the record where the same coder has coded these tiers twice."""
    identity = found.observation.identity
    taken = any((session, identity.coder, tier.id) in log.origins for tier in _coded(found))
    return f"{identity.coder}.{identity.record}" if taken else identity.coder


def add_read(log: ComparedLog, session: str, coder: str, read: Read) -> None:
    """Add what a coder coded of a session, under any name."""
    found = read.log
    scheme, observation, end_ms = found.scheme, found.observation, found.end_ms
    origin = Origin(f"{scheme.id} {scheme.version}", found.scheme_sha256, tuple(_media(read)))
    log.origins |= {(session, coder, tier.id): origin for tier in _coded(found)}
    log.ends[session] = max(log.ends.get(session, 0), end_ms)
    coders = log.coders.setdefault(session, [])
    if coder not in coders:
        coders.append(coder)
    windows, rows = phase_stretches(scheme, observation, end_ms), _rows(found)
    for tier in _judged(found):
        known = log.codes.get(tier.id, ())
        log.codes[tier.id] = (*known, *(code.id for code in tier.codes if code.id not in known))
        log.exclusive[tier.id] = log.exclusive.get(tier.id, True) and tier.exclusive
        place = {code: number for number, code in enumerate(log.codes[tier.id])}
        onsets, offsets, codes = zip(*rows[tier.id], strict=True) if tier.id in rows else ((), (), ())
        log.tracks[session, coder, tier.id] = make_track(onsets, offsets, [place[code] for code in codes])
        spells = uncodable_spells(scheme, observation, tier, 0, end_ms)
        log.add(session, WINDOW, [(coder, tier.id, one.onset_ms, one.offset_ms) for one in windows])
        log.add(session, UNCODABLE, [(coder, tier.id, *spell) for spell in spells])
    add_ratings(log, (session, coder), found.scheme, found.observation)


def _media(read: Read) -> Iterator[Medium]:
    """Give what was coded on; which files go on where another ends only the session knows."""
    known = [medium.continues for medium in read.log.session.media]
    for number, medium in enumerate(read.media):
        yield replace(medium, continues=number < len(known) and known[number])


def _rows(found: Log) -> dict[str, list[tuple[int, int, str]]]:
    """Return onset, offset and code of what was coded, by tier; of a point the offset is its onset."""
    rows: dict[str, list[tuple[int, int, str]]] = {}
    for one in occurrences(found.scheme, found.observation, found.end_ms):
        if one.source != "derived" and one.code.id:
            offset_ms = one.onset_ms if one.offset_ms is None else one.offset_ms
            rows.setdefault(one.tier.id, []).append((one.onset_ms, offset_ms, one.code.id))
    return rows


def add_ratings(log: ComparedLog, key: tuple[str, str], scheme: Scheme, observation: Observation) -> None:
    """Add what is rated: items as they are written, composites as numbers; what is not ratable is left out."""
    ratings = log.ratings.setdefault(key, {})
    for tier in scheme.lanes_of_pass(observation.identity.pass_id):
        if tier.rating is None:
            continue
        for item in tier.rating.items:
            written = item.scale.values if item.scale else [level.id for level in item.levels]
            log.scales[tier.id, item.id] = Scale({value: item.number(value) for value in written})
        for phase in rated_phases(scheme, observation, tier):
            values = values_of(observation, tier, phase)
            for name, value in values.items():
                if value != NOT_RATABLE:
                    ratings[tier.id, name, phase] = value
            for composite in tier.rating.composites:
                number = score(tier.rating, composite, values).value
                if number is not None:
                    ratings[tier.id, composite.id, phase] = write_number(number)
