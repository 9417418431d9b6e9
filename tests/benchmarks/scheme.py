"""The CPU time that a scheme of 200 codes takes to be checked, beyond the start of the program."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.figures import Figure

RUNS = 7
TIERS, CODES = 10, 20
_HEAD = """\
format: 1
scheme: {id: %s, version: "1.0.0", status: draft, title: {en: Large, de: Groß}}
actors:
  - {id: caregiver, role: caregiver}
  - {id: infant, role: infant}
tiers:
"""
_TIER = """\
  - id: tier_{tier}
    actor: infant
    kind: state
    label: {{en: tier {tier}, de: Ebene {tier}}}
    codes:
"""
_CODE = """\
      - id: code_{code}
        label: {{en: Code {code}, de: Kode {code}}}
        definition: The infant moves the hand to the mouth and keeps it there for longer than a moment.
        examples: [a hand in the mouth, fingers on the lips]
        non_examples: [a hand that passes the mouth, a toy in the mouth]
        modifiers:
          - {{id: form, type: choice, options: [still, stroke, pat]}}
"""
_LINK = """\
  - id: link_{tier}
    cue: {{codes: [tier_{tier}.code_0]}}
    response: {{codes: [tier_{tier}.code_1, tier_{tier}.code_2]}}
    window_s: [0.2, 5.0]
"""


def scheme_text(name: str, tiers: int, codes: int) -> str:
    """Return a scheme with labels in two languages, definitions, examples and a modifier for each code, and links."""
    lines = [_HEAD % name]
    for tier in range(tiers):
        lines.append(_TIER.format(tier=tier))
        lines += [_CODE.format(code=code) for code in range(codes)]
    return "".join([*lines, "links:\n", *(_LINK.format(tier=tier) for tier in range(tiers))])


def measure() -> Sequence[Figure]:
    """Check a large and a small scheme in processes of their own, and compare."""
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.yaml", Path(folder) / "small.yaml"
        large.write_text(scheme_text("large", TIERS, CODES), encoding="utf-8")
        small.write_text(scheme_text("small", 1, 3), encoding="utf-8")
        _cpu_s(small)
        start = min(_cpu_s(small) for _ in range(RUNS))
        whole = min(_cpu_s(large) for _ in range(RUNS))
    return [
        Figure(f"scheme of {TIERS * CODES} codes checked, beyond start-up", (whole - start) * 1000, "ms", 300),
        Figure("  start-up: a scheme of 3 codes checked", start * 1000, "ms"),
    ]


def _cpu_s(scheme: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "coder", "scheme", "check", str(scheme)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
