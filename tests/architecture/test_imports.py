import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import coder.app
from tests.architecture.sources import CODER, imports_of, name_of, python_files

QT = ("PySide6", "shiboken6", "PyQt5", "PyQt6", "qtpy")
NETWORK = (
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebSockets",
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
)
HEAVY = (
    *("av", "cv2", "matplotlib", "numpy", "pandas", "pydantic", "ruamel", "scipy", "sqlalchemy"),
    *("pyarrow", "pyreadstat", "xlsxwriter"),
)


def _importing(names: tuple[str, ...], files: list[Path]) -> list[str]:
    return sorted(
        {
            f"{name_of(path)}:{line} {module}"
            for path in files
            for module, line in imports_of(path)
            if any(module == name or module.startswith(f"{name}.") for name in names)
        }
    )


def test_qt_is_imported_in_the_window_alone() -> None:
    files = [path for path in python_files("coder") if CODER / "gui" not in path.parents]
    assert _importing(QT, files) == []


def test_nothing_opens_a_network_connection() -> None:
    assert _importing(NETWORK, python_files("coder", "sample_sessions")) == []


def test_only_a_cluster_that_is_asked_for_takes_the_network() -> None:
    users = [name_of(path) for path in python_files("coder") if '"distributed"' in path.read_text(encoding="utf-8")]
    assert users == ["coder/app/cluster_jobs.py"]


def test_no_web_address_is_opened_by_the_window() -> None:
    calls = [name_of(path) for path in python_files("coder") if "openUrl(" in path.read_text(encoding="utf-8")]
    assert calls == []


def test_the_core_needs_only_the_standard_library() -> None:
    files = [*python_files("coder/model"), *python_files("coder/editing"), CODER / "errors.py"]
    foreign = {
        f"{name_of(path)}:{line} {module}"
        for path in files
        for module, line in imports_of(path)
        if module.partition(".")[0] not in sys.stdlib_module_names | {"coder"}
    }
    assert foreign == set()


def _loaded_after(code: str) -> list[str]:
    """Return which of the heavy libraries are loaded in a fresh process that ran some code."""
    ending = f"import json, sys; print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{ending}"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=CODER.parent,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, list)
    return found


def test_no_use_case_loads_a_heavy_library_before_it_needs_it() -> None:
    modules = [f"coder.app.{module.name}" for module in pkgutil.iter_modules(coder.app.__path__)]
    assert _loaded_after("\n".join(f"import {module}" for module in modules)) == []


@pytest.mark.parametrize(
    "code",
    [
        "import coder.gui.theme",
        "from coder.gui.run import build_application, show_window\n"
        "application = build_application()\nwindow = show_window()\napplication.processEvents()\nwindow.close()",
    ],
    ids=["the theme", "the window shown"],
)
def test_the_window_is_shown_before_anything_heavy_is_loaded(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTUNE_SETTINGS", str(tmp_path))
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path))
    assert _loaded_after(code) == []


def test_the_command_line_answers_without_loading_a_heavy_library() -> None:
    assert _loaded_after("import coder.__main__") == []
