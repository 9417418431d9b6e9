"""What the window shows of training: statuses, scores and drift, of all coders or of the one who looks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from coder.app.drift import find_drift
from coder.app.training import Trained, Waiting, train
from coder.app.training_reading import open_archive
from coder.errors import CoderError
from coder.model.drift import Drift
from coder.model.training import Standing

Folders = dict[str, Path]


@dataclass(frozen=True, slots=True)
class TrainingLook:
    """What came of looking; the reasons say in words why there is no training or no drift to see.

    ``folders`` are the sessions' by their ids; ``own`` is the coder who sees nothing of others, empty for all.
    """

    study: Path
    trained: Trained
    drift: Drift | None
    folders: Folders
    own: str
    reason: str = ""
    drift_reason: str = ""

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The statuses, by coder and pass."""
        return self.trained.standings

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What is begun and not submitted."""
        return self.trained.waiting


NOTHING = Trained((), (), ())


def look_at_training(study: Path, coder: str, flush: Callable[[], object]) -> TrainingLook:
    """Look at a study's training as a coder may see it; raise CoderError when the study cannot be read.

    Whose observations are gold or went into it, and who has no session open (no ``coder``), sees all; everybody else
    the own only.
    """
    flush()
    archive = open_archive(study)
    own = "" if coder in {"", *archive.experts} else coder
    trained, drift, reason, drift_reason = NOTHING, None, "", ""
    try:
        trained = train(archive, own)
    except CoderError as error:
        reason = error.message if own else _said(error)
    try:
        drift = _of_one(find_drift(study), own)
    except CoderError as error:
        drift_reason = _said(error)
    folders = {session.id: session.folder for session in archive.study.sessions}
    return TrainingLook(archive.study.folder, trained, drift, folders, own, reason, drift_reason)


def _of_one(drift: Drift, own: str) -> Drift:
    if not own:
        return drift
    return replace(
        drift,
        points=tuple(one for one in drift.points if one.coder == own),
        repeats=tuple(one for one in drift.repeats if one.coder == own),
        standings=tuple(one for one in drift.standings if one.coder == own),
    )


def _said(error: CoderError) -> str:
    return f"{error.message} {error.hint}".strip()
