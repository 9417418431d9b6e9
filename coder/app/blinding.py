"""What a study's plan keeps from whom: nobody opens what is another's, and nothing open is compared or handed out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from coder.app.notices import Notice, Severity
from coder.editing.blocks import describe_blocks
from coder.errors import CoderError
from coder.model.observation import Identity
from coder.model.plan import Assignment, Plan
from coder.model.session import Session
from coder.model.spans import Span
from coder.model.training import Training

NOT_YET = (
    "Nothing of it can be shown yet: the study has a plan or gold, and nobody sees another's coding before.",
    "What is coded twice is shown once both have submitted it: Code › Submit…, or coder submit.",
)
"""The same words whether or not anybody else codes the session: nothing tells what is a check."""
SHARED = ("consensus",)
"""Under these ids nobody codes alone: what they hold was made of what is submitted."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Who codes by a plan, and who codes what: by session and pass."""

    people: frozenset[str]
    coders: dict[tuple[str, str], tuple[str, ...]]


def _sort(plan: Plan) -> _Drawn:
    coders: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in plan.assignments:
        key = one.session, one.pass_id
        coders[key] = (*coders.get(key, ()), one.coder)
    return _Drawn(frozenset(plan.coders()), coders)


@dataclass
class Blinding:
    """The plans and the gold of the studies that some sessions lie in, each read once.

    ``viewer`` is the coder who looks; empty for who plans, or at the command line.
    """

    viewer: str = ""
    _plans: dict[Path, Plan | None] = field(default_factory=dict)
    _trainings: dict[Path, Training] = field(default_factory=dict)
    _drawn: dict[int, "_Drawn"] = field(default_factory=dict)
    _seals: dict[Path, bool] = field(default_factory=dict)

    def plan(self, session: Session) -> Plan | None:
        """Return the plan of a session's study, None where it has none; raise CoderError when it cannot be read."""
        from coder.store.plan_file import find_plan
        from coder.store.study_file import find_study_folder

        folder = find_study_folder(session.folder)
        if folder is None:
            return None
        if folder not in self._plans:
            self._plans[folder] = find_plan(folder)
        return self._plans[folder]

    def hides(self, session: Session, path: Path) -> bool:
        """Tell whether an observation may not be compared or handed out yet.

        In a study with a plan, until it is submitted, and so is what everybody else codes of the same; from a trainee,
        what others coded of a gold session, until the trainee has submitted it.
        """
        coder, _, pass_id = path.stem.partition(".")
        waits = self.is_open(session, path) or bool(self.waiting_for(session, pass_id))
        return waits or self._is_ahead(session, coder, pass_id)

    def conceals(self, session: Session, path: Path) -> bool:
        """Tell whether an observation is hidden, and not the viewer's own."""
        return path.stem.partition(".")[0] != self.viewer and self.hides(session, path)

    def keeps_quiet(self, session: Session, path: Path) -> bool:
        """Tell whether the viewer may not even know that there is something hidden: it would tell what is a check."""
        coder, _, pass_id = path.stem.partition(".")
        return self.is_coder(session) or self._is_ahead(session, coder, pass_id)

    def is_secret(self, session: Session, path: Path) -> bool:
        """Tell whether an observation is hidden, and the viewer may not even know of it."""
        return self.keeps_quiet(session, path) and self.hides(session, path)

    def is_coder(self, session: Session) -> bool:
        """Tell whether the viewer codes by the plan of a session's study."""
        drawn = self._find_drawn(session)
        return drawn is not None and bool(self.viewer) and self.viewer in drawn.people

    def veil(self, session: Session) -> Session:
        """Return a session that goes by the viewer's alias as long as nobody may know which it is."""
        plan = self.plan(session)
        mine = () if plan is None or not plan.rules.aliases else plan.queue(self.viewer)
        own = next((one for one in mine if one.session == session.id), None)
        if own is None or not self.waiting_for(session, own.pass_id):
            return session
        return replace(session, id=own.alias, dyad=own.alias)

    def waiting_for(self, session: Session, pass_id: str = "") -> tuple[str, ...]:
        """Return who is to code a session by its study's plan and has not submitted it."""
        drawn = self._find_drawn(session)
        coders = () if drawn is None else drawn.coders.get((session.id, pass_id), ())
        return tuple(coder for coder in coders if not self._submitted(session, coder, pass_id))

    def _find_drawn(self, session: Session) -> "_Drawn | None":
        """Return who codes what in a session's study, sorted once: a study may have thousands of sessions."""
        plan = self.plan(session)
        if plan is None:
            return None
        if id(plan) not in self._drawn:
            self._drawn[id(plan)] = _sort(plan)
        return self._drawn[id(plan)]

    def is_open(self, session: Session, path: Path) -> bool:
        """Tell whether an observation is to be submitted, and is not."""
        return self.plan(session) is not None and path.stem.partition(".")[0] not in SHARED and not self._sealed(path)

    def _is_ahead(self, session: Session, coder: str, pass_id: str) -> bool:
        """Tell whether a viewer in training would see gold, or another's coding, of what is to be coded blind."""
        from coder.store.study_file import find_study_folder
        from coder.store.training_file import find_training

        study = find_study_folder(session.folder) if self.viewer not in ("", coder) else None
        if study is None:
            return False
        if study not in self._trainings:
            self._trainings[study] = find_training(study)
        training = self._trainings[study]
        gold = training.find_gold(session.id, pass_id)
        expert = self.viewer in (one.coder for one in training.gold)
        return gold is not None and not expert and not self._submitted(session, self.viewer, pass_id)

    def _submitted(self, session: Session, coder: str, pass_id: str) -> bool:
        from coder.store.session_folder import observation_path

        try:
            return self._sealed(observation_path(session, coder, pass_id))
        except CoderError:
            return False  # what cannot be read is not submitted

    def _sealed(self, path: Path) -> bool:
        from coder.store.seal import read_seal

        if path not in self._seals:
            try:
                self._seals[path] = path.exists() and read_seal(path) is not None
            except CoderError:
                self._seals[path] = False  # what cannot be read is not submitted
        return self._seals[path]


def find_assignment(session: Session, coder: str, pass_id: str) -> tuple[Plan, Assignment] | None:
    """Return what a coder is to code of a session, with the plan; None where nothing is planned or drawn for them."""
    plan = Blinding().plan(session)
    found = plan.find(session.id, coder, pass_id) if plan is not None else None
    return None if plan is None or found is None else (plan, found)


def blinded(session: Session) -> bool:
    """Tell whether a session is coded blind: nothing says what else there is of it."""
    plan = Blinding().plan(session)
    return plan is not None and bool(plan.assignments) and plan.covers(session.id)


def refuse_unassigned(session: Session, coder: str, pass_id: str) -> None:
    """Raise CoderError when assignments were drawn and a coder has none of a session: nobody sees another's work."""
    plan = Blinding().plan(session)
    if plan is None or not plan.assignments or not plan.covers(session.id) or coder in SHARED:
        return
    if plan.find(session.id, coder, pass_id) is not None:
        return
    mine = plan.queue(coder)
    if any(one.session == session.id for one in mine):
        raise CoderError(f"{coder} codes this session in another pass.", "Open it from your queue.")
    hint = "Open the study: your queue lists what is yours." if mine else "Ask who plans the study; nothing is yours."
    raise CoderError(f"This session is not assigned to {coder}.", hint)


def segments_notice(blocks: Sequence[Span]) -> Notice | None:
    """Return what to say where only segments of a session are coded."""
    if not blocks:
        return None
    which = "this segment is" if len(blocks) == 1 else f"these {len(blocks)} segments are"
    return Notice(f"Only {which} coded: {describe_blocks(blocks)}.", "Keys code nowhere else.", Severity.NEWS)


def shown_name(session: Session, coder: str, pass_id: str) -> str:
    """Return what a coder sees a session called: its alias where the plan says so, else its id."""
    found = find_assignment(session, coder, pass_id)
    return found[1].alias if found is not None and found[0].rules.aliases else session.id


def blocks_of(session: Session, identity: Identity) -> tuple[Span, ...]:
    """Return which stretches of a session a coder is to code; none: all of it."""
    found = find_assignment(session, identity.coder, identity.pass_id)
    return () if found is None else found[1].blocks
