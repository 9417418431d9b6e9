"""The tables of ``coder regulation`` on logs that chance makes, held to counting by the plainest means."""

import csv
import random
from pathlib import Path

import pytest

from coder.app.regulation import regulate
from coder.app.regulation_wish import RegulationWish
from tests.unit.app.plain_regulation import (
    LONG_MS,
    Part,
    Table,
    figures,
    make_part,
    outcomes,
    per_onset,
    per_unit,
    tally,
    turned,
    written,
)

SESSIONS = (("S1", "D1"), ("S2", "D1"), ("S3", "D2"))
Row = dict[str, str]


def _table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("seed", range(12))
def test_the_tables_are_those_of_the_plainest_counting(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    parts = {place: make_part(chance) for place in SESSIONS}
    window, unit, lags = chance.choice([1, 300, 777]), chance.choice([40, 250, 333]), chance.choice([(0, 3), (1, 2)])
    events, codable = tmp_path / "events.csv", tmp_path / "codable.csv"
    for path, text in zip((events, codable), written(parts), strict=True):
        path.write_text(text, encoding="utf-8")
    wish = RegulationWish(
        events, "infant.cry", "mother.pat", tmp_path / "out", codable, (window,), (lags,), unit, permutations=LONG_MS
    )
    regulate(wish)
    rows = _table(tmp_path / "out" / "contingency.csv")
    _check_method(rows, "per_onset", {place: per_onset(part, window) for place, part in parts.items()})
    _check_method(rows, "per_unit", {place: tally(*per_unit(part, unit, *lags)) for place, part in parts.items()})
    _check_turns([row for row in rows if row["method"] == "per_unit"], parts, unit, lags)
    _check_outcomes(_table(tmp_path / "out" / "latencies.csv"), parts, window)


def _check_method(rows: list[Row], method: str, tables: dict[tuple[str, str], Table]) -> None:
    expected = {(dyad, session): table for (session, dyad), table in tables.items()}
    expected["D1", ""] = _add([table for (_, dyad), table in tables.items() if dyad == "D1"])
    expected["pooled", ""] = _add([*tables.values()])
    for (dyad, session), table in expected.items():
        (row,) = [one for one in rows if (one["method"], one["dyad_id"], one["session_id"]) == (method, dyad, session)]
        assert tuple(int(row[cell]) for cell in "abcd") == table
        for name, value in figures(table).items():
            assert (float(row[name]) if row[name] else None) == (None if value is None else pytest.approx(value)), name
            assert row[name] or row["reason"]
        margins = (table[0] + table[1], table[2] + table[3], table[0] + table[2], table[1] + table[3])
        assert (row["flag"] == "margin_below_5") == (min(margins) < 5)
        assert row["haldane"] == str(int(0 in table and 0 not in margins))


def _add(tables: list[Table]) -> Table:
    a, b, c, d = map(sum, zip(*tables, strict=True))
    return a, b, c, d


def _check_turns(rows: list[Row], parts: dict[tuple[str, str], Part], unit: int, lags: tuple[int, int]) -> None:
    for (session, _), part in parts.items():
        given, target = per_unit(part, unit, *lags)
        (row,) = [one for one in rows if one["session_id"] == session]
        if int(row["n_usable"]) and len(given) > 1:
            assert float(row["p_permutation"]) == pytest.approx(turned(given, target))


def _check_outcomes(rows: list[Row], parts: dict[tuple[str, str], Part], window: int) -> None:
    found = [
        (
            row["session_id"],
            round(1000 * float(row["cue_onset_s"])),
            row["outcome"],
            round(1000 * float(row["latency_s"] or float(row["censored_at_s"]) - float(row["cue_onset_s"]))),
        )
        for row in rows
    ]
    assert found == [(session, *one) for (session, _), part in parts.items() for one in outcomes(part, window)]
