"""What a bundle takes in that lies elsewhere: linked media, and of a session alone the schemes it is coded with."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from coder.app.schemes import scheme_folders, scheme_of
from coder.app.shipped import shipped_schemes
from coder.errors import CoderError
from coder.model.session import Medium, Session


@dataclass
class Guests:
    """Files from elsewhere by their path in the bundle, with session files that name them there; media left out."""

    folder: Path
    files: dict[str, Path | bytes] = field(default_factory=dict)
    films: set[Path] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)

    def invite(self, session: Session, *, media: bool, schemes: bool) -> None:
        """Take in what a session needs from elsewhere; it lies beside its session file then, which says so."""
        from coder.store.session_folder import SESSION_FILE, format_session

        there = replace(session, media=tuple(self._media(session, media=media)))
        there = self._with_schemes(there) if schemes else there
        if there != session:
            self.files[self._path(session, SESSION_FILE)] = format_session(there).encode("utf-8")

    def _media(self, session: Session, *, media: bool) -> Iterator[Medium]:
        for number, medium in enumerate(session.media):
            film = session.media_path(number)
            if film.is_relative_to(self.folder):
                yield medium
            elif media and film.is_file():
                name = self._free_name(session, film)
                self.files[self._path(session, name)] = film
                self.films.add(film)
                yield replace(medium, file=name, outside=False)
            else:
                self.left_out.append(film.name)
                yield medium

    def _with_schemes(self, session: Session) -> Session:
        from coder.scheme.loader import examine_scheme

        try:
            scheme = scheme_of(session)
        except CoderError:
            return session
        shipped = {path.resolve() for path in shipped_schemes()}
        for path in examine_scheme(scheme, search=scheme_folders(scheme)).files:
            if not path.resolve().is_relative_to(self.folder) and path.resolve() not in shipped:
                self.files[self._path(session, path.name)] = path
        moved = self._path(session, scheme.name) in self.files
        return replace(session, scheme=scheme.name) if moved and session.scheme != scheme.stem else session

    def _path(self, session: Session, name: str) -> str:
        return (session.folder.resolve().relative_to(self.folder) / name).as_posix()

    def _free_name(self, session: Session, film: Path) -> str:
        names = (film.name if number == 1 else f"{film.stem}-{number}{film.suffix}" for number in range(1, 1000))
        return next(name for name in names if self._is_free(session, name, film))

    def _is_free(self, session: Session, name: str, film: Path) -> bool:
        taken = self.files.get(self._path(session, name))
        return taken == film if taken is not None else not (session.folder / name).exists()
