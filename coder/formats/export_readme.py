"""``README.md`` of an export: what each table is, how it is read, with which options and rules it was made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coder.model.exported import Exported
from coder.model.table import Table

_FILES = {
    "codebook.csv": "what every column, tier, code, modifier and level means",
    "scheme.yaml": "the scheme that was coded with, whole",
    "datapackage.json": "the tables for programs that know Frictionless Data",
    "export_manifest.json": "hashes of media, schemes, change logs and files; the options; the programs",
    "motion.json": "how motion was measured",
    "load_events.py": "reads the tables in Python, with the right types",
    "load_events.R": "reads the tables in R, with the right types",
    "import_events.sps": "reads the tables in SPSS, with labels",
}
_TIMES = """Times are media time in seconds with three decimals: 0 is the first frame of the session's main video. What
holds from an onset to an offset holds at its onset and no longer at its offset; points have an onset only."""
_MISSING = """A cell that is empty is missing, and `codebook.csv` says for each column when that is so. Nothing that is
missing is written as 0. Codes that never occurred have rows with 0, where a table counts codes."""
_SHARES = """How often and how long is held against *codable* time: the time of a phase (of the session, where no phase
is marked) without the time in which the tier could not be judged. `codable.csv` has all of it:
`phase_s = codable_s + uncodable_s`. Rates are per codable minute, shares are of codable seconds."""
_JOIN = """Every table of observations begins with whose a row is (`study`, `session_id`, `coder_id`, `record`, `pass`):
any two can be joined by these columns. Coders are pseudonyms. More than one row a session means more than one coder
or pass: choose with `record` (`primary` is what is analysed) before you count sessions."""
_SUMMARY = """`summary.csv` counts onsets in codable time. A state that goes on over the border of a phase counts
once, where it begins; its seconds count in both phases, and in both it is *truncated*. Mean, median and SD (n − 1)
are of those that were seen whole. A latency counts from the beginning of the phase, and only if all of that time
could be judged. `summary_wide.csv` has the same in a row an observation; `all` is all phases together."""
_LINKS = """In `links.csv` both ends belong to a link's window. A cue is *answered*, *unanswered* when all of its
window was seen, and else *censored* (`cut` says why): it is no cue without an answer. The mean of latencies alone is
too short; `wait_s` and `outcome` together make a survival curve."""
_SERIES = """In `series.csv` a state is there when it is active at the unit's midpoint, a point when its onset falls
in the unit; a rest shorter than a unit is dropped. Tiers whose codes exclude each other have a column with the code
(`none`: no code); of all others each code has a column with 1 or 0. Empty: the midpoint could not be judged."""
_WIDE = "summary_wide"
"""Names windows in its columns, and has none for them."""
_RULES = {"summary": _SUMMARY, "links": _LINKS, "series": _SERIES}


def format_readme(
    observations: Sequence[Exported],
    tables: Sequence[tuple[Table, int]],
    *,
    options: Mapping[str, object],
    files: Iterable[str],
) -> str:
    """Return the words beside the tables (each with the number of its rows); ``files`` are the names of all files."""
    names = {*files, *_ALWAYS}
    parts = [
        *_beginning(observations),
        "## Tables",
        _list_tables(tables),
        *_others(names - {table.file for table, _ in tables}),
        "## How to read them",
        *_reading(names, excel=bool(options.get("excel"))),
        "## What the numbers mean",
        *(part.replace("\n", " ") for part in (_TIMES, _MISSING, _SHARES, *_rules(tables), _JOIN)),
        "## Options",
        "\n".join(f"- {name}: {_say(value)}" for name, value in options.items()),
        *_cut(tables, options),
        *_open(observations),
    ]
    return "\n\n".join(parts) + "\n"


def _rules(tables: Sequence[tuple[Table, int]]) -> Iterator[str]:
    names = {table.name for table, _ in tables}
    return (words for name, words in _RULES.items() if name in names)


def _cut(tables: Sequence[tuple[Table, int]], options: Mapping[str, object]) -> Iterator[str]:
    """Say which tables windows and phases cut: the others are of whole sessions, whatever was asked for."""
    if options.get("windows"):
        cut = [table for table, _ in tables if "window" in table.heads or table.name == _WIDE]
        files = ", ".join(f"`{table.file}`" for table in cut)
        yield f"Only these tables are cut to windows: {files}. All others are of whole sessions."
    if options.get("clip"):
        yield "States are split at phases in `events.csv` alone; every other table counts them as they were coded."


def _beginning(observations: Sequence[Exported]) -> Iterator[str]:
    studies = list(dict.fromkeys(one.study for one in observations if one.study))
    yield f"# Coded observations{f' of {_names(studies)}' if studies else ''}"
    counted = {
        "session": len({(one.study, one.session) for one in observations}),
        "observation": len(observations),
        "coder": len({one.coder for one in observations}),
    }
    told = ", ".join(_count(number, word) for word, number in counted.items())
    yield f"{told}. Exported by Attune; the same coding gives the same bytes each time."


def _names(studies: Sequence[str]) -> str:
    return studies[0] if len(studies) == 1 else f"{', '.join(studies[:-1])} and {studies[-1]}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _list_tables(tables: Sequence[tuple[Table, int]]) -> str:
    lines = ["| file | one row for each | rows |", "|---|---|---:|"]
    lines += [f"| `{table.file}` | {_row_of(table)} | {rows} |" for table, rows in tables]
    return "\n".join(lines)


def _row_of(table: Table) -> str:
    return table.row.removeprefix("an ").removeprefix("a ")


def _others(names: set[str]) -> Iterator[str]:
    lines = [f"- `{name}`: {words}" for name in sorted(names) if (words := _about(name))]
    kinds = [ending for ending in _KINDS if any(name.endswith(ending) for name in names)]
    lines += [f"- `*{ending}`: {_KINDS[ending]}" for ending in kinds]
    yield "Beside them:\n\n" + "\n".join(lines)


_KINDS = {".parquet": "each table with its types", ".sav": "each table for SPSS, with labels"}
_LOADERS = {
    "load_events.R": '- **R**: `source("load_events.R")` in this folder',
    "load_events.py": "- **Python**: `from load_events import load_tables` in this folder",
    "import_events.sps": "- **SPSS**: run `import_events.sps` in this folder",
}
_PLAIN = "The files are UTF-8 with a comma between cells and a point in numbers."
_EXCEL = """The tables were written for Excel: UTF-8 with a mark at its beginning, and the signs of the region between
cells and in numbers (`datapackage.json` names them). A text that Excel would compute has `'` before it; the scripts
below and `coder import csv` take it off again. Excel shows ids such as 007 as numbers; a workbook (`--xlsx`) does
not."""
_ALWAYS = ("datapackage.json", "export_manifest.json")


def _about(name: str) -> str:
    if name.startswith("scheme_") and name.endswith(".yaml"):
        return "a scheme that was coded with, whole"
    if name in _FILES:
        return _FILES[name]
    return "a workbook, a sheet a table" if name.endswith(".xlsx") else ""


def _reading(names: set[str], *, excel: bool) -> Iterator[str]:
    yield _EXCEL.replace("\n", " ") if excel else f"{_PLAIN} Ids are text, however they look."
    lines = [words for name, words in _LOADERS.items() if name in names]
    if lines:
        yield "\n".join(lines)


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value) or "none"


def _open(observations: Sequence[Exported]) -> Iterator[str]:
    waiting = [one for one in observations if one.open_recodes]
    if not waiting:
        return
    yield "## Not finished"
    yield (
        "The scheme of these observations changed after they were coded, and some of their events still wait to be "
        "coded anew (`open_recodes` in `sessions.csv`). Until then they stand as the migration left them."
    )
    lines = ["| study | session | coder | pass | events that wait |", "|---|---|---|---|---:|"]
    cells = ((one.study, one.session, one.coder, one.pass_id, str(one.open_recodes)) for one in waiting)
    yield "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in cells)])
