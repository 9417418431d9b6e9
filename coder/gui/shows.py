"""The sheets and dialogs a command may ask for, by name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.editing.edits import SetCode, SetComment
from coder.errors import CoderError
from coder.gui.agreeing import Agreeing
from coder.gui.background import Background
from coder.gui.errand import Errand
from coder.gui.export import Export
from coder.gui.export_foreign import ForeignExport
from coder.gui.host import Host
from coder.gui.import_log import LogImport
from coder.gui.migrating import Migrating
from coder.gui.places import likely_folder
from coder.gui.player_shows import PlayerShows
from coder.gui.regulating import Regulating
from coder.gui.reviewing import Reviewing
from coder.gui.scheme_import import SchemeImport
from coder.gui.scheme_shows import SchemeShows
from coder.gui.sheet import Sheet
from coder.gui.submitting import Submitting
from coder.gui.theme import Theme
from coder.gui.training_shows import Training

if TYPE_CHECKING:
    from coder.gui.palette.key_sheet import KeySheet
    from coder.gui.sitting import Sitting
    from coder.model.media import Fingerprint
    from coder.model.session import Session

VIDEO_FILTER = "Videos (*.mp4 *.mov *.m4v *.mkv *.avi *.webm *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.dv);;All files (*)"


class Shows:
    """Opens one sheet at a time over the window."""

    def __init__(self, window: Host) -> None:
        self._window = window
        self._sheet: QWidget | None = None
        self._player = PlayerShows(window, self._open)
        self.schemes = SchemeImport(window, self._open)
        self.logs = LogImport(window)
        self.scheme_view = SchemeShows(window, self._open)
        self.migrating = Migrating(window, self._open)
        self.reviewing = Reviewing(window, self._open)
        self.submitting = Submitting(window, self._open)
        self.tables_export = Export(window)
        self.foreign_export = ForeignExport(window, self._open)
        self.regulating = Regulating(window)
        self.agreeing = Agreeing(window, self._open)
        self.training = Training(window, self._open)

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return what each name shows."""
        return {
            "new": self.new,
            "open": self.open,
            "start": self._window.show_start,
            "export": self.tables_export.ask,
            "export_foreign": self.foreign_export.ask,
            "save_copy": self.save_copy,
            "import": self.logs.choose,
            "import_scheme": self.schemes.choose,
            "locate": self.locate,
            "migrate": self.migrating.ask,
            "recode": self.recode,
            "code": self.code,
            "comment": self.comment,
            "filter": self.filter,
            "phases": self.phases,
            "sounds": self.sounds,
            "offsets": self.offsets,
            "keys": self.keys,
            "commands": self.commands,
            "rule": self.rule,
            "player_keys": self.player_keys,
            "about": self.about,
            **self.regulating.by_name(),
            **self.agreeing.by_name(),
            **self.training.by_name(),
            **self._player.by_name(),
            **self.scheme_view.by_name(),
            **self.reviewing.by_name(),
            **self.submitting.by_name(),
        }

    @property
    def sheet(self) -> QWidget | None:
        """The sheet that is open."""
        return self._sheet

    def close_sheet(self) -> None:
        """Take away the sheet that is open, with what it does in the background."""
        if isinstance(self._sheet, Sheet):
            self._sheet.close_sheet()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of the scheme view; every other sheet is gone in a moment."""
        if isinstance(self._sheet, Sheet):
            self._sheet.set_theme(theme)
        self.regulating.set_theme(theme)

    # ---------------------------------------------------------------- sessions

    def new(self, *videos: Path) -> None:
        """Ask for a new session."""
        from coder.gui.dialogs.new_session import NewSessionDialog

        window = self._window
        settings = replace(window.settings, coder=window.start.coder_id() or window.settings.coder)
        dialog = NewSessionDialog(window.over, window.theme, settings, videos)
        dialog.created.connect(window.open_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self) -> None:
        """Ask for a session's or a study's folder."""
        near = likely_folder(self._window.settings)
        name = QFileDialog.getExistingDirectory(self._window.over, "Open a session or a study", near)
        if name:
            self._window.open_path(Path(name))

    def save_copy(self) -> None:
        """Ask where a copy of the observation goes, and write it."""
        from coder.gui.saving import copy_name

        sitting = self._window.sitting
        if sitting is None:
            return
        proposed = str(copy_name(_proposed(sitting)))
        name, _ = QFileDialog.getSaveFileName(self._window.over, "Save a copy to", proposed, "Observations (*.attune)")
        if name:
            self.save_copy_to(Path(name))

    def save_copy_to(self, path: Path) -> None:
        """Write a copy of the observation, with what is not saved yet."""
        sitting = self._window.sitting
        if sitting is None:
            return
        opened = sitting.opened
        try:
            if opened.writer is not None:
                opened.writer.save_copy_to(path, opened.workspace.observation)
            else:
                opened.file.save_copy(path)
        except CoderError as error:
            self._tell(error)
            return
        self._window.bar.show_notice(Notice(f"A copy of everything is in {path}."))

    def locate(self) -> None:
        """Look for the session's video by its fingerprint; ask where it is when it is not near."""
        sitting = self._window.sitting
        if sitting is None:
            return
        session, (number, known) = sitting.opened.session, _lost_file(sitting)
        if not session.media:
            words = f"{sitting.desk.workspace.name} has no video: it is coded by a clock alone."
            self._window.bar.show_notice(Notice(words, "", Severity.NEWS))
            return
        if known is None:
            self._found(None)
            return
        refused = bool(sitting.opened.video.refusal)
        search = Background(sitting)
        search.done.connect(self._found)
        search.refused.connect(self._tell)
        self._window.bar.show_notice(Notice("Looking for the video…"))
        search.start("locate", lambda work: _search(session, number, known, work, refused=refused))

    def _found(self, path: Path | None) -> None:
        if path is not None:
            self.relink(path)
            return
        near = likely_folder(self._window.settings)
        name, _ = QFileDialog.getOpenFileName(self._window.over, "Where is the video?", near, VIDEO_FILTER)
        if name:
            self.relink(Path(name))

    def relink(self, path: Path) -> None:
        """Point the session to a video that bears the known fingerprint, and open it again."""
        from coder.app.locate import relink

        sitting = self._window.sitting
        if sitting is None:
            return
        session, (number, known) = sitting.opened.session, _lost_file(sitting)
        identity = sitting.opened.workspace.observation.identity

        def reopen(_session: object) -> None:
            self._window.open_session(session.folder, identity.coder, identity.pass_id)

        Errand(self._window.over, lambda: relink(session, known, path, number), reopen, self._tell)

    def _tell(self, error: CoderError) -> None:
        self._window.bar.show_notice(notice_of(error))

    # ------------------------------------------------------------------- events

    def code(self) -> None:
        """Ask for another code of the selected event."""
        from coder.gui.dialogs.change_code import ChangeCodeSheet

        sitting = self._window.sitting
        event = sitting.desk.workspace.selection if sitting is not None else None
        if sitting is None or event is None:
            self._nothing_selected()
            return
        workspace = sitting.desk.workspace
        tier = workspace.scheme.tier(event.tier)
        if tier is not None:
            choose = _setter(workspace.do, SetCode)
            sheet = ChangeCodeSheet(self._window.over, self._window.theme, tier, event, choose)
            self._open(sheet, sheet.first)

    def comment(self) -> None:
        """Ask for a comment on the selected event."""
        from coder.gui.dialogs.comment import CommentSheet

        sitting = self._window.sitting
        event = sitting.desk.workspace.selection if sitting is not None else None
        if sitting is None or event is None:
            self._nothing_selected()
            return
        keep = _setter(sitting.desk.workspace.do, SetComment)
        words = sitting.desk.ratings.words_of(event)
        sheet = CommentSheet(self._window.over, self._window.theme, event, keep, words)
        self._open(sheet, sheet.field)

    def _nothing_selected(self) -> None:
        hint = "Click an event, or go to one with ↑ and ↓."
        self._window.bar.show_notice(Notice("No event is selected.", hint, Severity.WARNING))

    def recode(self) -> None:
        """Open the list of events to look at again."""
        if self._window.sitting is not None:
            self._window.sitting.desk.recode.open()

    def phases(self) -> None:
        """Show the phases of the procedure, planned and real."""
        from coder.gui.dialogs.phases import PhasesSheet

        window, sitting = self._window, self._window.sitting
        if sitting is None or not sitting.desk.workspace.scheme.procedure.phases:
            self._window.bar.show_notice(Notice("This scheme has no phases.", "", Severity.WARNING))
            return
        self._open(PhasesSheet(window.over, window.theme, sitting.desk, window.keymap, sitting.opened.phases))

    def filter(self) -> None:
        """Put the cursor into the events' filter."""
        if self._window.sitting is not None:
            self._window.sitting.page.reveal("events")
            self._window.sitting.events.focus_filter()

    # ------------------------------------------------------------ sound and cameras

    def sounds(self) -> None:
        """Choose which sound is heard."""
        from coder.gui.dialogs.sounds import SoundsSheet

        company = self._window.sitting.company if self._window.sitting is not None else None
        if company is None or not company.sources:
            self._window.bar.show_notice(Notice("There is no sound to choose.", "", Severity.WARNING))
            return
        heard, choose = company.hearing.source, company.choose_sound
        sheet = SoundsSheet(self._window.over, self._window.theme, company.sources, heard, choose)
        self._open(sheet, sheet.list)

    def offsets(self) -> None:
        """Lay the cameras to each other by numbers or by sound."""
        from coder.gui.dialogs.offsets import OffsetsSheet

        sitting = self._window.sitting
        cameras = sitting.company.cameras if sitting is not None else None
        if sitting is None or cameras is None or cameras.cameras is None or not cameras.several:
            self._window.bar.show_notice(Notice("This session has one camera.", "", Severity.WARNING))
            return
        names = tuple(paths[0].name for paths in cameras.paths)
        sheet = OffsetsSheet(
            self._window.over, self._window.theme, sitting.opened.session, cameras.cameras, names, cameras.move
        )
        self._open(sheet, sheet.fields[1])

    # --------------------------------------------------------------------- help

    def keys(self) -> None:
        """Show the keys of this session over the window; without one, the player's."""
        from coder.gui.palette.key_sheet import build_player_sheet, build_session_sheet

        window = self._window
        if window.sitting is not None:
            self._open(build_session_sheet(window.sitting.desk, window.theme, window.over))
        else:
            self._open(build_player_sheet(window.keymap, window.theme, window.over))

    def commands(self) -> None:
        """Find any action."""
        from coder.gui.command_palette import CommandPalette

        window = self._window
        sheet = CommandPalette(window.over, window.theme, window.keymap, window.run, window.allows)
        self._open(sheet, sheet.field)

    def rule(self) -> None:
        """Say what a press does."""
        from coder.gui.dialogs.reading import build_rule_sheet

        sheet = build_rule_sheet(self._window.over, self._window.theme)
        self._open(sheet, sheet.done)

    def about(self) -> None:
        """Say which program this is."""
        from coder.gui.dialogs.reading import build_about_sheet

        sheet = build_about_sheet(self._window.over, self._window.theme)
        self._open(sheet, sheet.done)

    def player_keys(self) -> None:
        """Choose player keys."""
        from coder.gui.dialogs.player_keys import PlayerKeysSheet

        window = self._window
        scheme = window.sitting.desk.workspace.scheme if window.sitting is not None else None
        settings = window.settings
        sheet = PlayerKeysSheet(window.over, window.theme, settings.preset, settings.keys, window.use_keys, scheme)
        self._open(sheet, sheet.table)

    def _open(self, sheet: "Sheet | KeySheet", first: QWidget | None = None) -> None:
        if isinstance(self._sheet, Sheet):
            self._sheet.close_sheet()
        self._sheet = sheet
        sheet.closed.connect(partial(self._closed, sheet))
        if isinstance(sheet, Sheet):
            sheet.open(first)
        else:
            sheet.open()

    def _closed(self, sheet: QWidget) -> None:
        if self._sheet is sheet:
            self._sheet = None
        self._window.focus_back()


def _proposed(sitting: "Sitting") -> Path:
    """Return what a copy is named after: the observation's file; of a session that has an alias, that."""
    path, name = sitting.opened.file.path, sitting.desk.workspace.name
    return path if name == sitting.opened.session.id else Path.home() / f"{name}.{path.stem}{path.suffix}"


def _lost_file(sitting: "Sitting") -> tuple[int, "Fingerprint | None"]:
    """Return which of the main view's files is missing (else the first one), and what is known of it."""
    video, media = sitting.opened.video, sitting.opened.file.media
    number = video.paths.index(video.missing) if video.missing is not None else 0
    return number, media[number].fingerprint if number < len(media) else None


def _search(session: "Session", number: int, known: "Fingerprint", work: Background, *, refused: bool) -> Path | None:
    """Find a video that was lost or is another one; one that is where it should be is not looked for."""
    from coder.app.locate import find_moved

    if not refused and session.media_path(number).exists():
        return None
    return find_moved(session, known, cancel=work.left)


def _setter(do: Callable[..., object], edit: Callable[[int, str], object]) -> Callable[[int, str], object]:
    return lambda event_id, value: do(edit(event_id, value))
