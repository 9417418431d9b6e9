"""The scheme of imported sessions: made from the files, or one that is there, with a place for each code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.import_wish import ImportWish, PlannedScheme, SourceFile
from coder.app.keymap import build_keymap
from coder.app.schemes import scheme_folders, scheme_of
from coder.app.shipped import shipped_folder, shipped_schemes
from coder.errors import CoderError
from coder.model.foreign_log import ForeignEvent, ForeignLog
from coder.model.foreign_scheme import Losses
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.scheme.import_events import Placed
    from coder.scheme.import_places import Places
    from coder.scheme.loader import LoadedScheme

SCHEMES = "schemes"


@dataclass(frozen=True, slots=True)
class Fitted:
    """The scheme, the files with tiers parted as it needs them, and where each code goes."""

    scheme: PlannedScheme
    sources: tuple[SourceFile, ...]
    places: "Places"

    def place(self, events: Sequence[ForeignEvent], end_ms: int) -> "Placed":
        """Put the events of an observation in their places."""
        from coder.scheme.import_events import place_events

        return place_events(events, self.places, self.scheme.loaded.scheme, end_ms)


def fit_to_scheme(wish: ImportWish, sources: Sequence[SourceFile], there: Session | None = None) -> Fitted:
    """Return the scheme that was asked for, else the one the files were coded with, else one made from them.

    What goes into a session that is ``there`` has its scheme, where that has a place for every code.
    """
    asked = _asked(wish)
    own = None if asked is not None else _coded_with(wish, sources)
    if own is not None:
        return _use(wish, sources, own, Losses())
    if asked is None:
        return _of_session(wish, sources, there) or _make(wish, sources)
    losses = Losses()
    fitted = _use(wish, sources, asked, losses)
    return replace(fitted, scheme=replace(fitted.scheme, losses=tuple(losses.found)))


def _use(wish: ImportWish, sources: Sequence[SourceFile], loaded: "LoadedScheme", losses: Losses) -> Fitted:
    from coder.scheme.import_fit import merge_schemes
    from coder.scheme.import_places import places_of_map

    foreign = merge_schemes(source.log.scheme for source in sources)
    events = [event for source in sources for event in source.log.events]
    places = places_of_map(events, foreign, loaded.scheme, wish.mapping, losses)
    name = loaded.scheme.id
    new = _is_new(wish.study / SCHEMES / f"{name}.yaml", loaded)
    return Fitted(PlannedScheme(loaded, name, made=False, new=new), tuple(sources), places)


def _is_new(path: Path, loaded: "LoadedScheme") -> bool:
    """Tell whether the study does not have the scheme yet; raise CoderError when it has another one of that id."""
    if not path.exists():
        return True
    if path.read_bytes() != loaded.text.encode("utf-8"):
        raise CoderError(
            f"The study has another {path.name} among its schemes.", "Name that one with --scheme, or another id."
        )
    return False


def _asked(wish: ImportWish) -> "LoadedScheme | None":
    from coder.app.new_session import load_named_scheme

    return None if wish.scheme is None else load_named_scheme(str(wish.scheme))


def _of_session(wish: ImportWish, sources: Sequence[SourceFile], there: Session | None) -> Fitted | None:
    """Return the scheme of a session, None where it has nothing for some code, or cannot be used."""
    if there is None:
        return None
    losses = Losses()
    try:
        fitted = _use(wish, sources, _load_of(there), losses)
    except CoderError:
        return None
    if any((event.tier, event.code) not in fitted.places for source in sources for event in source.log.events):
        return None
    return replace(fitted, scheme=replace(fitted.scheme, losses=tuple(losses.found)))


def _load_of(session: Session) -> "LoadedScheme":
    from coder.scheme.loader import load_scheme

    path = scheme_of(session)
    return load_scheme(path, search=scheme_folders(path))


def _coded_with(wish: ImportWish, sources: Sequence[SourceFile]) -> "LoadedScheme | None":
    """Find the very scheme that our own tables were coded with: beside them, in the study, among those shipped."""
    from coder.scheme.loader import load_scheme

    digests = {source.scheme_sha256 for source in sources}
    if len(digests) != 1 or digests == {""} or wish.mapping.tiers:
        return None
    folders = [folder for source in sources for folder in (source.path.parent, source.path.parent / SCHEMES)]
    files = [path for folder in (*folders, wish.study / SCHEMES) for path in sorted(folder.glob("*.yaml"))]
    for path in (*files, *shipped_schemes()):
        try:
            loaded = load_scheme(path, search=(shipped_folder("schemes"),))
        except CoderError:
            continue
        if {loaded.sha256} == digests:
            return loaded
    return None


def _make(wish: ImportWish, sources: Sequence[SourceFile]) -> Fitted:
    from coder.scheme.import_draft import write_draft
    from coder.scheme.import_fit import fit_scheme, merge_schemes
    from coder.scheme.import_places import places_of_draft
    from coder.scheme.loader import read_scheme

    whole = ForeignLog(
        merge_schemes(source.log.scheme for source in sources),
        tuple(session for source in sources for session in source.log.sessions),
    )
    fitted = fit_scheme(whole)
    if not any(tier.codes for tier in fitted.scheme.tiers):
        raise CoderError(f"{sources[0].path.name} has no codes.", "Name a scheme with --scheme.")
    keys = build_keymap(wish.preset).titles()
    name = _free_name(wish, sources)
    draft = write_draft(fitted.scheme, name, keys)
    loaded = read_scheme(draft.text, f"{draft.id}.yaml", player_keys=keys)
    scheme = PlannedScheme(loaded, draft.id, made=True, new=True, losses=draft.losses)
    return Fitted(scheme, tuple(_parted(sources, fitted)), places_of_draft(draft, loaded.scheme))


def _parted(sources: Sequence[SourceFile], fitted: ForeignLog) -> list[SourceFile]:
    """Return the files with their sessions as they were fitted."""
    sessions = iter(fitted.sessions)
    return [
        replace(source, log=replace(source.log, sessions=tuple(next(sessions) for _ in source.log.sessions)))
        for source in sources
    ]


def _free_name(wish: ImportWish, sources: Sequence[SourceFile]) -> str:
    """Return a name for the scheme, by the file or else by the study, that none of the study has."""
    from coder.scheme.import_names import to_id

    stem = sources[0].path.name.partition(".")[0] if len(sources) == 1 else wish.study.resolve().name
    given = to_id(stem, "scheme", "-")[:36]
    names = [given, *(f"{given}-{number}" for number in range(2, 1000))]
    return next(name for name in names if not (wish.study / SCHEMES / f"{name}.yaml").exists())
