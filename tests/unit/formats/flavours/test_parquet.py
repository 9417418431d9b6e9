"""Parquet keeps the type of every column, and levels with their order."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet  # type: ignore[import-untyped]

from coder.formats.flavours.parquet import write_parquet
from coder.formats.flavours.reading import read_parts
from tests.unit.formats.flavours.some_tables import EVENT_ROWS, write_tables


def write(folder: Path, rows: int = 100) -> list[Path]:
    paths = []
    for one in write_tables(folder):
        paths.append(folder / f"{one.table.name}_{rows}.parquet")
        write_parquet(paths[-1], one, read_parts(one.path, rows))
    return paths


def test_pandas_reads_the_types(tmp_path: Path) -> None:
    events, links = map(pd.read_parquet, write(tmp_path))
    kinds = [str(kind) for kind in events.dtypes]
    assert kinds == ["string", "category", "float64", "Int64", "boolean", "string", "string", "string"]
    assert list(events["session_id"]) == ["007", "NA", "1e5", "D01"]
    assert list(events["phase"].cat.categories) == ["play", "still", "reunion", "extra"]
    assert [None if pd.isna(value) else value for value in events["frame"]] == [12, None, 3_000_000_000, 7]
    assert [None if pd.isna(value) else value for value in events["censored"]] == [True, False, None, False]
    assert list(events["comment"]) == [row[-1] for row in EVENT_ROWS]
    assert (len(links), str(links["latency_s"].dtype), str(links["cue"].dtype)) == (0, "float64", "category")


def test_rows_in_parts_are_the_same_rows(tmp_path: Path) -> None:
    whole, parts = pd.read_parquet(write(tmp_path)[0]), pd.read_parquet(write(tmp_path, 2)[0])
    pd.testing.assert_frame_equal(whole, parts)


def test_every_column_says_what_it_means(tmp_path: Path) -> None:
    schema = pyarrow.parquet.read_schema(write(tmp_path)[0])
    assert schema.field("onset_s").metadata == {b"description": b"Where it begins.", b"unit": b"s"}
    assert b'"reunion": "R\xc3\xa9union"' in schema.field("phase").metadata[b"levels"]


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write(tmp_path / "one")]
    assert [path.read_bytes() for path in write(tmp_path / "two")] == first
