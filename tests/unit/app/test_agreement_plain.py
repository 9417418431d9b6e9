"""Whatever two or three coders coded, every table of agreement holds what the plainest means give."""

import csv
import tempfile
from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coder.app.agreement import write_agreement
from coder.app.agreement_wish import AgreementWish, How
from tests.unit.app.plain_agreement import Differing, Line, Log, Spell, Stream, as_boris, compared
from tests.unit.app.plain_kappa import Figures, cohen

END = 400
HEAD = "session_id,coder_id,tier,code,kind,onset_s,offset_s"
SPELLS = "session_id,coder_id,tier,kind,onset_s,offset_s"
CODERS = ("ana", "ben", "cai")
FITTING = 2e-5  # rounds of fitting are slow where nobody agrees
Tables = dict[str, list[dict[str, str]]]
Every = tuple[tuple[str, str], str, dict[str, Stream]]
INSTANTS = st.integers(0, END) | st.integers(0, END // 20).map(lambda at: 20 * at)


def _tables(log: Log) -> Tables:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        events = [
            f"S1,{line.coder},{line.tier},{line.code},{'point,' if line.offset is None else 'state,'}"
            f"{line.onset / 1000},{'' if line.offset is None else line.offset / 1000}"
            for line in log.lines
        ]
        spells = [f"S1,{s.coder},{s.tier},{s.kind},{s.onset / 1000},{s.offset / 1000}" for s in log.spells]
        (folder / "events.csv").write_text("\n".join([HEAD, *events, ""]), encoding="utf-8")
        (folder / "codable.csv").write_text("\n".join([SPELLS, *spells, ""]), encoding="utf-8")
        how = How(log.unit, log.tolerance, draws=0)
        write_agreement(AgreementWish(folder / "events.csv", folder / "codable.csv", how=how), folder / "out")
        return {
            path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines()))
            for path in (folder / "out").glob("*.csv")
        }


@st.composite
def _stretch(draw: st.DrawFn) -> tuple[int, int]:
    one, other = sorted(draw(st.lists(INSTANTS, min_size=2, max_size=2, unique=True)))
    return one, other


@st.composite
def _states(draw: st.DrawFn, coder: str, tier: str) -> list[Line]:
    """Draw states that exclude each other, with gaps or without."""
    edges = sorted(draw(st.sets(INSTANTS, max_size=9)))
    kept = draw(st.lists(st.booleans(), min_size=9, max_size=9))
    codes = draw(st.lists(st.sampled_from(("face", "toy")), min_size=9, max_size=9))
    pairs = zip(edges, edges[1:], kept, codes, strict=False)
    return [Line(coder, tier, code, onset, offset) for onset, offset, there, code in pairs if there]


@st.composite
def _points(draw: st.DrawFn, coder: str, tier: str) -> list[Line]:
    onsets = draw(st.lists(st.integers(0, END) | st.sampled_from((10, 25, END)), max_size=5, unique=True))
    return [Line(coder, tier, draw(st.sampled_from(("coo", "cry"))), onset, None) for onset in onsets]


@st.composite
def _overlapping(draw: st.DrawFn, coder: str, tier: str) -> list[Line]:
    found = draw(st.lists(st.tuples(st.sampled_from(("hold", "rock")), _stretch()), max_size=5, unique=True))
    return [Line(coder, tier, code, *stretch) for code, stretch in found]


TIERS = {"gaze": (_states,), "voice": (_points,), "touch": (_overlapping,), "mixed": (_states, _points)}


@st.composite
def _logs(draw: st.DrawFn) -> Log:
    coders = CODERS[: draw(st.sampled_from((2, 2, 3)))]
    made = draw(st.lists(st.sampled_from(list(TIERS)), min_size=1, max_size=2, unique=True))
    lines: list[Line] = []
    for coder, tier in product(coders, made):
        for drawn in TIERS[tier]:
            lines += draw(drawn(coder, tier))
    spells = draw(
        st.lists(
            st.builds(
                lambda coder, tier, kind, stretch: Spell(coder, tier, kind, *stretch),
                st.sampled_from(("", *coders)),
                st.sampled_from(("", "gaze", "touch", "voice")),
                st.sampled_from(("window", "uncodable")),
                _stretch(),
            ),
            max_size=5,
        )
    )
    last = [Line(coder, "gaze", "face", END, END + 10) for coder in coders if draw(st.booleans())]
    return Log((*lines, *last), tuple(spells), draw(st.sampled_from((20, 33, 50))), draw(st.sampled_from((0, 40, 90))))


def _figures(row: dict[str, str]) -> Figures:
    names = ("n", "po", "pe", "kappa", "kappa_max", "alpha")
    n, *others = (float(row[name]) if row[name] else None for name in names)
    return Figures(n or 0, *others)


def _same(found: Figures, plain: Figures, where: object) -> None:
    for name, one, other in zip(Figures._fields, found, plain, strict=True):
        assert one == (None if other is None else pytest.approx(other, abs=FITTING)), (where, name)


@settings(max_examples=12)
@given(_logs())
def test_every_table_holds_what_counting_gives(log: Log) -> None:
    assume(log.lines and log.coders()[1:])
    every = list(compared(log))
    assume(every)
    for _, _, streams in every:
        assume(not any(stream.matches() and stream.tied for stream in streams.values()))
    tables = _tables(log)
    _check_figures(log, every, tables)
    _check_disagreements(every, tables["disagreements"])
    _check_codes(every, tables["reliability_by_code"])


def _check_figures(log: Log, every: list[Every], tables: Tables) -> None:
    matrices = defaultdict[tuple[str, ...], dict[tuple[str, str], float]](dict)
    for row in tables["confusion_matrix"]:
        matrices[_where(row)][row["code_a"], row["code_b"]] = float(row["tally"])
    rows = {_where(row): row for row in tables["reliability_summary"]}
    assert len(rows) == len(tables["reliability_summary"])
    for pair, tier, streams in every:
        for code, stream in streams.items():
            for method, reference, tallies, plain in stream.figures():
                where = ("-".join(pair), tier, code, method, reference)
                _same(_figures(row := rows.pop(where)), plain, where)
                assert row["kappa"] or row["reason"], where
                if tallies is not None:
                    assert matrices[where] == pytest.approx(_cells(stream, method, reference, tallies)), where
        if "" not in streams:
            raw = [log.own(coder, tier) for coder in pair]
            _same(_figures(rows.pop(("-".join(pair), tier, "", "boris", ""))), as_boris(raw, log.unit), tier)
    assert not rows


def _where(row: dict[str, str]) -> tuple[str, ...]:
    return row["pair"], row["tier"], row["code"], row["method"], row["reference"]


def _cells(stream: Stream, method: str, reference: str, tallies: list[list[float]]) -> dict[tuple[str, str], float]:
    names = [*stream.codes, "nil" if method in ("overlap", "points", "alignment") else "none"]
    turned = reference == stream.pair[1]
    return {
        (other, one) if turned else (one, other): tally
        for one, line in zip(names, tallies, strict=True)
        for other, tally in zip(names, line, strict=True)
        if tally
    }


def _check_disagreements(every: list[Every], rows: list[dict[str, str]]) -> None:
    found = defaultdict[tuple[str, str], list[Differing]](list)
    for row in rows:
        onset, offset = (round(float(row[name]) * 1000) if row[name] else None for name in ("onset_s", "offset_s"))
        found[row["pair"], row["tier"]].append(Differing(onset or 0, offset, row["code_a"], row["code_b"], row["type"]))
    for pair, tier, streams in every:
        plain = [one for stream in streams.values() for one in stream.differing()]
        assert sorted(found["-".join(pair), tier], key=str) == sorted(plain, key=str), (pair, tier)


def _check_codes(every: list[Every], rows: list[dict[str, str]]) -> None:
    by_code = {(row["pair"], row["tier"], row["code"], row["method"]): row for row in rows}
    for pair, tier, streams in every:
        for stream in streams.values():
            for method, whole in (("time_unit", stream.in_units()), ("duration", stream.in_time())):
                for at, code in enumerate(stream.codes):
                    row = by_code.get(("-".join(pair), tier, code, method))
                    assert row or (method == "duration" and not any(stream.states))
                    if row:
                        _check_code(row, whole, at, 1 if method == "time_unit" else 1000)


def _check_code(row: dict[str, str], whole: list[list[float]], at: int, a_second: int) -> None:
    n, both = sum(map(sum, whole)), whole[at][at]
    alone = (sum(whole[at]) - both, sum(line[at] for line in whole) - both)
    neither = n - both - sum(alone)
    four = [float(row[name]) * a_second for name in ("both", "a_only", "b_only", "neither")]
    assert four == pytest.approx([both, *alone, neither])
    plain = cohen([[both, alone[0]], [alone[1], neither]])
    shares = [_share(2 * both, sum(alone)), _share(2 * neither, sum(alone))]
    others = [(2 * (both + neither) - n) / n, (both - neither) / n, (alone[0] - alone[1]) / n] if n else [None] * 3
    names = ("kappa", "kappa_max", "positive_agreement", "negative_agreement", "pabak", "prevalence", "bias")
    for name, value in zip(names, (plain.kappa, plain.kappa_max, *shares, *others), strict=True):
        assert (float(row[name]) if row[name] else None) == (None if value is None else pytest.approx(value)), name
    assert row["reason"] or row["kappa"]


def _share(twice: float, apart: float) -> float | None:
    return twice / (twice + apart) if twice + apart else None
