"""Constructs of a scheme stand with their evidence and its figures, and never with a figure of their own."""

from pathlib import Path

from coder.app.regulation import Regulation, find_regulation
from coder.app.regulation_constructs import NO_SCORE, construct_words
from coder.app.regulation_look import look_at_regulation
from coder.app.regulation_report import regulation_report
from coder.app.regulation_view import Asked, constructs_in, draw_figures
from coder.app.regulation_wish import RegulationWish
from coder.model.event import Event
from coder.model.report import Grid, Heading, Paragraph
from tests.moving import FIRST, code, create_study

CONSTRUCTS = """\
uncodable: {key: z, reasons: [{id: dark, key: k}]}
links:
  - id: bid_answered
    cue: {codes: [signal.bid]}
    response: {codes: [touch.pat, touch.stroke]}
    window_s: [0.2, 4.0]
  - id: look_touched
    cue: {codes: [gaze.toy]}
    response: {codes: [touch.stroke]}
    window_s: [0.2, 4.0]
constructs:
  - id: trust
    label: {en: Trust and reciprocity}
    definition: Each can count on the other to answer.
  - {id: exploration, label: {en: Exploration}}
"""
TAGGED = FIRST.replace("{id: pat, key: y}", "{id: pat, key: y, constructs: [{id: trust, evidence: proxy}]}")
TAGGED = TAGGED.replace("{id: bid, key: b}", "{id: bid, key: b, constructs: [{id: trust, evidence: direct}]}")
TEXT = f"{TAGGED}{CONSTRUCTS}"
EVENTS = (
    Event(1, "signal", "bid", 5_000, point=True),
    Event(2, "touch", "pat", 6_000, 66_000),
    Event(3, "signal", "bid", 300_000, point=True),
    Event(4, "uncodable", "uncodable", 400_000, 500_000),
)


def _study(folder: Path, sessions: int, text: str = TEXT) -> Path:
    study = create_study(folder / "study", sessions, (), text)
    for number in range(1, sessions + 1):
        code(study / f"D{number:02}", "ana", text, EVENTS)
    return study


def _found(study: Path) -> Regulation:
    return find_regulation(RegulationWish(study, permutations=0))


def test_a_construct_has_the_codes_and_links_that_are_tagged_with_it(tmp_path: Path) -> None:
    found = _found(_study(tmp_path, 2))
    trust, exploration = found.constructs.seen
    assert (trust.label, trust.definition) == ("Trust and reciprocity", "Each can count on the other to answer.")
    assert [(one.name, one.evidence, one.count) for one in trust.codes] == [
        ("caregiver.pat", "proxy", 2),
        ("infant.bid", "direct", 4),
    ]
    assert [(one.pair.link, one.cues, one.responses) for one in trust.links] == [
        ("bid_answered", (("infant.bid", "direct"),), (("caregiver.pat", "proxy"),))
    ]
    assert (exploration.codes, exploration.links) == ((), ())


def test_its_evidence_has_figures_by_codable_time_and_the_sentence(tmp_path: Path) -> None:
    found = _found(_study(tmp_path, 1))
    (label, lines), (other, none) = construct_words(found.constructs, found.contingency)
    assert (label, other) == ("Trust and reciprocity", "Exploration")
    assert lines == (
        "Each can count on the other to answer.",
        "caregiver.pat on touch (proxy): 1 time, 0.12 per codable minute, 12.0 % of 8.3 codable min.",
        "infant.bid on signal (direct): 2 times, 0.24 per codable minute.",
        "bid_answered: infant.bid → caregiver.pat or caregiver.stroke: cue infant.bid (direct), response caregiver.pat "
        "(proxy); per onset, window 4 s: answered 0.50, without a cue 0.00, difference 0.50; 2 of 2 cues usable; "
        "⚑ a margin is below 5.",
        NO_SCORE,
    )
    assert none == ("No code or link that was analysed here is evidence for it.", NO_SCORE)


def test_a_report_shows_constructs_with_their_evidence_and_no_score_of_them(tmp_path: Path) -> None:
    report = regulation_report(_found(_study(tmp_path, 2)))
    at = next(i for i, one in enumerate(report.blocks) if isinstance(one, Heading) and "onstructs" in one.text)
    section = report.blocks[at:]
    told = next(one.text for one in section if isinstance(one, Paragraph))
    assert "describes observed behaviour, not attachment security" in told
    grid = next(one for one in section if isinstance(one, Grid))
    assert [row[:3] for row in grid.rows] == [
        ("Trust and reciprocity", "caregiver.pat (touch)", "proxy"),
        ("Trust and reciprocity", "infant.bid (signal)", "direct"),
        (
            "Trust and reciprocity",
            "bid_answered: infant.bid → caregiver.pat or caregiver.stroke",
            "cue infant.bid (direct), response caregiver.pat (proxy)",
        ),
        ("Exploration", "–", "–"),
    ]


def test_a_scheme_without_constructs_has_no_such_section(tmp_path: Path) -> None:
    plain = CONSTRUCTS.partition("constructs:")[0]
    report = regulation_report(_found(_study(tmp_path, 1, f"{FIRST}{plain}")))
    assert not any("onstructs" in one.text for one in report.blocks if isinstance(one, Heading))


def test_the_view_says_for_what_a_link_is_evidence_of_one_session_and_of_all(tmp_path: Path) -> None:
    look = look_at_regulation(_study(tmp_path, 2))
    pair, other = look.pairs
    words = draw_figures(look, Asked(pair))[0].words
    said = "Evidence for Trust and reciprocity: cue infant.bid (direct), response caregiver.pat (proxy);"
    assert any(line.startswith(said) for line in words)
    assert not any("Evidence" in line for line in draw_figures(look, Asked(other))[0].words)
    assert [constructs_in(look, session).seen[0].codes[0].count for session in ("", "D01")] == [2, 1]
