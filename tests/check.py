"""Run everything that has to hold, in order: `python -m tests.check`.

Each step is announced before it runs and its time is printed after it. All of them run even when one fails, so that
one run tells everything; the command ends with 1 when any failed. What needs a program of others that is not here is
left out, and that is said. ``--fast`` skips nothing but the order: the steps
that only read the sources run side by side.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
_PYTEST = ("-m", "pytest", "-q", "-n", "2", "-p", "no:benchmark")
_WITHOUT_QT = ("-p", "tests.without_qt", "-p", "no:pytest-qt", "-m", "not window")
_WITH_QT = ("-m", "not core")
_FOLDERS_WITH_QT = ("architecture", "golden", "samples", "features", "gui")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to check: its name, what Python runs, and what it wants in the environment and on the PATH."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    program: str = ""


READING = (
    Step("ruff check", ("-m", "ruff", "check", ".")),
    Step("ruff format", ("-m", "ruff", "format", "--check", ".")),
    Step("mypy --strict", ("-m", "mypy")),
    Step("import contracts", ("-c", _LINT_IMPORTS)),
)
"""The steps that only read the sources."""


def build_test_steps() -> tuple[Step, ...]:
    """Build the runs of tests: those by programs of others, the core's with Qt unimportable, all others unseen."""
    there = [f"tests/{name}" for name in _FOLDERS_WITH_QT if any((ROOT / "tests" / name).rglob("test_*.py"))]
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    alone = ("-m", "pytest", "-q", "-p", "no:benchmark")
    return (
        Step("an export, read by R", (*alone, "tests/r"), program="Rscript"),
        Step("an export, read by PSPP", (*alone, "tests/pspp"), program="pspp"),
        Step("the core's tests, with Qt unimportable", (*_PYTEST, *_WITHOUT_QT, "tests/unit", "tests/features")),
        Step("the window's tests and all others", (*_PYTEST, *_WITH_QT, *there), offscreen),
    )


def run(step: Step, *, quiet: bool = False) -> tuple[bool, str]:
    """Run one step in its own process; return whether it passed, and what it printed if ``quiet``."""
    environment = {**os.environ, "PYTHONUTF8": "1", **step.environment}
    done = subprocess.run(
        (sys.executable, *step.arguments),
        cwd=ROOT,
        env=environment,
        check=False,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode == 0, done.stdout or ""


def run_in_order(steps: Sequence[Step]) -> Iterator[tuple[Step, bool]]:
    """Run steps one after the other, each announced first."""
    for step in steps:
        say(f"\n== {step.name}")
        if step.program and shutil.which(step.program) is None:
            say(f"== {step.name}: LEFT OUT, for {step.program} is not on the PATH")
            continue
        began = time.monotonic()
        passed, _ = run(step)
        if step is not steps[-1] or not passed or step in READING:  # a good run's last line is pytest's own count
            say(f"== {step.name}: {'ok' if passed else 'FAILED'} in {time.monotonic() - began:.0f} s")
        yield step, passed


def run_side_by_side(steps: Sequence[Step]) -> Iterator[tuple[Step, bool]]:
    """Run steps at the same time and print what each said when it is done."""
    began = time.monotonic()
    with ThreadPoolExecutor(len(steps)) as pool:
        for step, (passed, said) in zip(steps, pool.map(lambda step: run(step, quiet=True), steps), strict=True):
            say(f"\n== {step.name}\n{said}== {step.name}: {'ok' if passed else 'FAILED'}")
            yield step, passed
    say(f"== {len(steps)} steps side by side in {time.monotonic() - began:.0f} s")


def main(arguments: Sequence[str]) -> int:
    """Run everything; return 1 when something failed."""
    reading = run_side_by_side if "--fast" in arguments else run_in_order
    failed = [step.name for step, passed in reading(READING) if not passed]
    failed += [step.name for step, passed in run_in_order(build_test_steps()) if not passed]
    if failed:
        say(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


def say(line: str) -> None:
    """Print a line at once, so that it stands before what the next step prints."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
