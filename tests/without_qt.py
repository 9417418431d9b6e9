"""A pytest plugin (`-p tests.without_qt`) that makes Qt unimportable, so that the core is proved to need none."""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

QT = frozenset({"PySide6", "shiboken6"})


class RefuseQt(MetaPathFinder):
    """Refuse every import of Qt, before any other finder is asked."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise ImportError for Qt and leave all else to the finders behind."""
        if fullname.partition(".")[0] in QT:
            raise ImportError(f"{fullname} is unimportable in this run: only coder.gui may need it.", name=fullname)
        return None


loaded = sorted(QT & {name.partition(".")[0] for name in sys.modules})
if loaded:
    raise ImportError(f"{', '.join(loaded)} was imported before it could be refused.")
sys.meta_path.insert(0, RefuseQt())
