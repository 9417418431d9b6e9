"""A study's observations as training and drift need them: whose, when coded, whether submitted; read when compared.

Imports numpy only when something is compared.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.agreement_wish import AgreementWish, How
from coder.errors import CoderError, named
from coder.model.agreement import Comparison, Criterion
from coder.model.consensus import CONSENSUS
from coder.model.observation import Identity
from coder.model.session import Session, Study
from coder.model.training import Gold, Rule, Training

if TYPE_CHECKING:
    from coder.app.export_tables import Read
    from coder.store.coding_dates import CodingDates
    from coder.store.observation_file import ObservationFile

NO_SECTION = "Write training: with gold: and criteria: into study.yaml; the README shows how."


@dataclass(frozen=True, slots=True)
class Coded:
    """An observation of a study that was looked at, not yet read."""

    session: Session
    path: Path
    identity: Identity
    dates: "CodingDates"
    sealed: bool
    made_by: tuple[str, ...] = ()
    """The coders whose observations a consensus was made of."""

    @property
    def by_hand(self) -> bool:
        """Tell whether a person coded it alone."""
        return CONSENSUS not in (self.identity.coder, self.identity.record)


@dataclass
class Archive:
    """The observations of a study, each read once only."""

    study: Study
    training: Training
    planned: bool
    coded: tuple[Coded, ...]
    _reads: dict[Path, "Read"] = field(default_factory=dict)

    def find_gold(self, gold: Gold, pass_id: str) -> Coded | None:
        """Return the observation that is gold for a pass: of the pass, else of all tiers."""
        of_it = [one for one in self.coded if (one.session.id, one.identity.coder) == (gold.session, gold.coder)]
        wanted = (gold.pass_id,) if gold.pass_id else (pass_id, "")
        return next((one for name in wanted for one in of_it if one.identity.pass_id == name), None)

    def made_gold(self, one: Coded, gold: Gold) -> bool:
        """Tell whether an observation went into the consensus that is gold: it agrees with that by making."""
        true = self.find_gold(gold, one.identity.pass_id)
        same = true is not None and true.session.id == one.session.id and one.identity.record == "primary"
        return true is not None and same and one.identity.coder in true.made_by

    @property
    def experts(self) -> frozenset[str]:
        """Whose observations are gold, or went into it."""
        of_gold = {(gold.session, gold.coder) for gold in self.training.gold}
        made = (name for one in self.coded if (one.session.id, one.identity.coder) in of_gold for name in one.made_by)
        return frozenset({*(coder for _, coder in of_gold), *made})

    def read(self, one: Coded) -> "Read":
        """Read an observation whole; raise CoderError when it cannot be read."""
        from coder.app.export_session import SessionReader
        from coder.app.export_survey import SessionFiles, survey
        from coder.app.export_wish import ExportWish

        if one.path not in self._reads:
            files = SessionFiles(one.session, (one.path,))
            reader = SessionReader(survey([files]), ExportWish((one.path,), one.path))
            self._reads[one.path] = next(reader.read(files))[0]
        return self._reads[one.path]

    def rules_for(self, one: Coded) -> tuple[Rule, ...]:
        """Return what is asked of a pass: the study's rules for it, else the criteria of its scheme."""
        from coder.app.comparing.criteria import criteria_of

        if self.training.rules:
            return tuple(rule for rule in self.training.rules if rule.pass_id in ("", one.identity.pass_id))
        asked = criteria_of(self.read(one).log.scheme)
        return tuple(Rule(criterion, self.training.in_a_row) for criterion in asked)

    def compare(self, one: Coded, other: Coded, rules: Iterable[Rule] = ()) -> tuple[Comparison, ...]:
        """Compare two observations on every tier of both, the first as A; raise CoderError where they cannot be."""
        from coder.app.comparing.log import ComparedLog
        from coder.app.comparing.pairs import compare_all
        from coder.app.comparing.study import add_read

        log, session = ComparedLog({}, {}, {}, {}), one.session.id
        pair = names_of(one, other)
        for name, each in zip(pair, (one, other), strict=True):
            add_read(log, session, name, self.read(each))
        every = tuple(log.codes)
        log.criteria[session] = tuple(spelt_out(rule.criterion, every) for rule in rules)
        return compare_all(log, AgreementWish(self.study.folder, pair=pair, how=How(draws=0))).comparisons


def names_of(one: Coded, other: Coded) -> tuple[str, str]:
    """Return what two observations are called beside each other."""
    first, second = one.identity.coder, other.identity.coder
    return (first, second) if first != second else (first, f"{second}, again")


def spelt_out(criterion: Criterion, every: tuple[str, ...]) -> Criterion:
    """Return a criterion with its tiers: without any it is of every tier."""
    return criterion if criterion.tiers else replace(criterion, tiers=every)


def open_archive(path: Path) -> Archive:
    """Look into every observation of a study; raise CoderError where something cannot be read."""
    from coder.store.study_file import read_section
    from coder.store.study_folder import load_study
    from coder.store.training_file import build_training

    study = load_study(path)
    section = read_section(study.folder, "training")
    training = Training() if section is None else build_training(section)
    planned = read_section(study.folder, "plan") is not None
    return Archive(study, training, planned, tuple(_look(study.sessions)))


def _look(sessions: Iterable[Session]) -> Iterator[Coded]:
    from coder.store.coding_dates import read_dates
    from coder.store.observation_file import open_observation
    from coder.store.session_folder import list_observations

    for session in sessions:
        for path in sorted(list_observations(session), key=lambda path: path.name):
            with named(session.id), open_observation(path, read_only=True) as file:
                made_by = _makers(file) if CONSENSUS in (file.identity.coder, file.identity.record) else ()
                yield Coded(session, path, file.identity, read_dates(file), file.facts.seal is not None, made_by)


def _makers(file: "ObservationFile") -> tuple[str, ...]:
    from coder.editing.disputing import made_of

    try:
        made = made_of(file.load())
    except ValueError:
        return ()
    return () if made is None else made.pair


def check_sessions(archive: Archive) -> None:
    """Raise CoderError where the section names a session that the study does not have."""
    known = [session.id for session in archive.study.sessions]
    named_there = [one.session for one in archive.training.gold]
    named_there += [name for one in archive.training.again for name in (one.session, one.of)]
    for name in named_there:
        if name not in known:
            shown = f"The sessions are {', '.join(known[:8])}{', …' if len(known) > 8 else ''}."
            raise CoderError(f"study.yaml names the session {name} under training, which is not there.", shown)
