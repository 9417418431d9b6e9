"""Which of two coders' observations may not be looked at yet, in a study with a plan."""

from coder.errors import CoderError
from coder.model.session import Session


def find_unsealed(session: Session, pair: tuple[str, str], pass_id: str) -> list[str]:
    """Return who of two coders has not submitted yet; nobody where the study has no plan."""
    from coder.store.seal import read_seal
    from coder.store.session_folder import observation_path

    if not is_planned(session):
        return []
    paths = {coder: observation_path(session, coder, pass_id) for coder in pair}
    return [coder for coder, path in paths.items() if path.exists() and read_seal(path) is None]


def is_planned(session: Session) -> bool:
    """Tell whether a session's study has a plan, by which nobody sees another's coding before it is submitted."""
    from coder.store.study_file import STUDY_FILE, find_study_folder
    from coder.store.yaml_reading import read_yaml

    folder = find_study_folder(session.folder)
    if folder is None:
        return False
    try:
        return "plan" in read_yaml(folder / STUDY_FILE).keys
    except CoderError:
        return False
