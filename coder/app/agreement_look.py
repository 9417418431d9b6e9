"""What the view of agreement shows: the comparison, kappa against tolerance, and where each session lies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coder.app.agreement_wish import AgreementWish, Reliability
from coder.media.stopping import Cancel, Progress, portion, tell
from coder.model.tolerance_curve import ToleranceCurve

_READ, _COMPARED = 0.3, 0.8


@dataclass(frozen=True, slots=True)
class AgreementLook:
    """A comparison as it was asked for; ``folders`` are those of the sessions, where they are sessions of ours."""

    wish: AgreementWish
    found: Reliability
    curves: tuple[ToleranceCurve, ...] = ()
    folders: dict[str, Path] = field(default_factory=dict)


def look_at_agreement(
    wish: AgreementWish,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    flush: Callable[[], object] | None = None,
) -> AgreementLook:
    """Compare as ``find_agreement`` does, and find the curves; ``flush`` is called before anything is read.

    Raises CoderError where there is nothing to compare, Stopped when ``cancelled`` says so.
    """
    from coder.app.agreement import read_compared
    from coder.app.comparing.pairs import compare_all
    from coder.app.comparing.tolerances import find_tolerance_curves

    if flush is not None:
        flush()
    log = read_compared(wish, portion(progress, 0.0, _READ), cancelled)
    found = compare_all(log, wish, portion(progress, _READ, _COMPARED), cancelled)
    curves = find_tolerance_curves(log, found, wish.how, portion(progress, _COMPARED, 1.0), cancelled)
    tell(progress, 1.0)
    return AgreementLook(wish, found, curves, _folders(wish.events))


def _folders(path: Path) -> dict[str, Path]:
    """Return where the sessions lie, by the names they have in the tables."""
    from coder.app.export_survey import find_all

    if not path.is_dir():
        return {}
    sessions = [one.session for one in find_all([path])]
    several = len({one.study for one in sessions}) > 1
    return {f"{one.study}.{one.id}" if several else one.id: one.folder for one in sessions}


def find_pass(folder: Path, pair: tuple[str, str], tier: str) -> str:
    """Return the pass in which two coders coded a tier of a session; empty where there are no passes."""
    from coder.app.schemes import scheme_folders, scheme_of
    from coder.scheme.loader import load_scheme
    from coder.store.session_folder import list_observations, load_session

    session = load_session(folder)
    names = [path.stem.partition(".") for path in list_observations(session)]
    first, second = ([pass_id for coder, _, pass_id in names if coder == one] for one in pair)
    shared = [pass_id for pass_id in first if pass_id in second]
    if len(shared) < 2:
        return shared[0] if shared else ""
    path = scheme_of(session)
    scheme = load_scheme(path, search=scheme_folders(path)).scheme
    lanes = {pass_id: scheme.lanes_of_pass(pass_id) for pass_id in shared}
    return next((pass_id for pass_id, tiers in lanes.items() if any(one.id == tier for one in tiers)), shared[0])
