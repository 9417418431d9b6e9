"""What a study's plan keeps from whom: nobody opens what is another's, and nothing open is compared or handed out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.notices import Notice, Severity
from coder.editing.blocks import describe_blocks
from coder.errors import CoderError
from coder.model.observation import Identity
from coder.model.plan import Assignment, Plan
from coder.model.session import Session
from coder.model.spans import Span

if TYPE_CHECKING:
    from coder.app.export_survey import SessionFiles

NOTHING_SUBMITTED = (
    "Nothing of it is submitted, and the study has a plan: nobody sees another's coding before.",
    "Submit first: Code › Submit…, or coder submit.",
)
SHARED = ("consensus",)
"""Under these ids nobody codes alone: what they hold was made of what is submitted."""


@dataclass
class Blinding:
    """The plans of the studies that some sessions lie in, each read once."""

    _plans: dict[Path, Plan | None] = field(default_factory=dict)

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
        """Tell whether an observation may not be compared or handed out yet: there is a plan, and it is open."""
        from coder.store.seal import read_seal

        if self.plan(session) is None or path.stem.partition(".")[0] in SHARED:
            return False
        return read_seal(path) is None


def find_assignment(session: Session, coder: str, pass_id: str) -> tuple[Plan, Assignment] | None:
    """Return what a coder is to code of a session, with the plan; None where nothing is planned or drawn for them."""
    plan = Blinding().plan(session)
    found = plan.find(session.id, coder, pass_id) if plan is not None else None
    return None if plan is None or found is None else (plan, found)


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


def withhold(found: Iterable["SessionFiles"]) -> tuple[list["SessionFiles"], list[str]]:
    """Leave out observations that may not be handed out yet; return the rest, and the names of what is left out."""
    blinding = Blinding()
    kept: list[SessionFiles] = []
    left_out: list[str] = []
    for one in found:
        hidden = [path for path in one.files if blinding.hides(one.session, path)]
        left_out += [f"{one.session.id}/{path.stem}" for path in hidden]
        files = tuple(path for path in one.files if path not in hidden)
        if files:
            kept.append(replace(one, files=files))
    return kept, left_out


def find_allowed(paths: Sequence[Path], *, unsealed: bool = False) -> "list[SessionFiles]":
    """Return every session with the observations that may be handed out, or all where it is asked for ``unsealed``.

    Raises CoderError when there is none.
    """
    from coder.app.export_survey import find_all

    found = find_all(paths)
    if unsealed:
        return found
    kept, left_out = withhold(found)
    if left_out and not kept:
        raise CoderError(*NOTHING_SUBMITTED)
    return kept


def note_unsealed(found: Iterable["SessionFiles"]) -> None:
    """Note in each study what was handed out though it was not submitted; raise CoderError when that fails."""
    from coder.store.study_file import find_study_folder
    from coder.store.unblinded import note_unblinded

    found = list(found)
    for folder in {find_study_folder(one.session.folder) for one in found} - {None}:
        names = withhold(one for one in found if find_study_folder(one.session.folder) == folder)[1]
        if names and folder is not None:
            note_unblinded(folder, "exported before it was submitted", names)


def left_out_words(left_out: Iterable[str]) -> Iterator[str]:
    """Say what was left out because it is not submitted; nothing where nothing was."""
    names = list(left_out)
    if names:
        shown = ", ".join(names[:8]) + (f", … ({len(names)} in all)" if len(names) > 8 else "")
        yield f"Left out, for the study has a plan and they are not submitted: {shown}."


def blocks_of(session: Session, identity: Identity) -> tuple[Span, ...]:
    """Return which stretches of a session a coder is to code; none: all of it."""
    found = find_assignment(session, identity.coder, identity.pass_id)
    return () if found is None else found[1].blocks
