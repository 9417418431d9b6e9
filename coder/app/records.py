"""What an observation is for, as its study says: the session's own coding, a check of it, gold to train by.

It is known only once it may be: what is not submitted by all who code it is not handed out (``app/withholding.py``).
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from coder.model.observation import Identity
from coder.model.plan import Role
from coder.model.session import Session
from coder.model.training import Training

PRIMARY, CHECK, GOLD = "primary", "reliability", "gold"
Roles = dict[tuple[str, str, str], Role]
"""What each assignment is, by session, coder and pass."""


@dataclass
class Records:
    """The plans and the training of the studies that some sessions lie in, each read once."""

    _studies: dict[Path, tuple[Roles, Training]] = field(default_factory=dict)

    def identify(self, session: Session, identity: Identity) -> Identity:
        """Return whose observation it is, with what it is for; a record that the file itself has stays.

        Raises CoderError where the study's study.yaml or its plan cannot be read.
        """
        found = self._study(session)
        if found is None or identity.record != PRIMARY:
            return identity
        return replace(identity, record=_record(*found, identity))

    def _study(self, session: Session) -> tuple[Roles, Training] | None:
        from coder.store.plan_file import find_plan
        from coder.store.study_file import find_study_folder
        from coder.store.training_file import find_training

        folder = find_study_folder(session.folder)
        if folder is None:
            return None
        if folder not in self._studies:
            plan = find_plan(folder)
            roles = {one.key: one.role for one in plan.assignments} if plan is not None else {}
            self._studies[folder] = roles, find_training(folder)
        return self._studies[folder]


def _record(roles: Roles, training: Training, identity: Identity) -> str:
    own = roles.get((identity.session, identity.coder, identity.pass_id))
    if own is Role.CHECK:
        return CHECK
    gold = training.find_gold(identity.session, identity.pass_id)
    if gold is None or own is not None:
        return PRIMARY
    is_gold = (gold.session, gold.coder) == (identity.session, identity.coder)
    return GOLD if is_gold else CHECK
