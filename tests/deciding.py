"""Two coders' observations of a session that differ in every way, for what is decided of them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from coder.app.comparing.both import compare_both, phases_of, uncodable_of
from coder.editing.disputing import Ground
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Code, Kind, Option, Scheme, Tier, Uncodable
from coder.model.session import Session, SessionClock
from coder.store.session_folder import save_session
from tests.moving import code

TEXT = """\
format: 1
scheme: {id: small, version: "1.0.0", status: locked}
actors: [{id: caregiver, role: caregiver}, {id: infant, role: infant}]
tiers:
  - id: gaze
    actor: infant
    kind: state
    codes: [{id: face, key: f}, {id: toy, key: t}, {id: away, key: b}]
  - id: touch
    actor: caregiver
    kind: state
    exclusive: false
    codes: [{id: pat, key: y}, {id: stroke, key: r}]
  - id: signal
    actor: infant
    kind: point
    codes: [{id: bid, key: g}, {id: fuss, key: h}]
uncodable:
  key: z
  reasons: [{id: dark, key: k}, {id: hidden, key: q}]
  blocks: {hidden: [gaze]}
"""
SCHEME = Scheme(
    "small",
    "1.0.0",
    tiers=(
        Tier("gaze", "infant", Kind.STATE, codes=(Code("face", "f"), Code("toy", "t"), Code("away", "b"))),
        Tier("touch", "caregiver", Kind.STATE, codes=(Code("pat", "y"), Code("stroke", "r")), exclusive=False),
        Tier("signal", "infant", Kind.POINT, codes=(Code("bid", "g"), Code("fuss", "h"))),
    ),
    uncodable=Uncodable("z", (Option("dark", "k"), Option("hidden", "q")), (("hidden", ("gaze",)),)),
)
EXHAUSTIVE = replace(SCHEME, tiers=(replace(SCHEME.tiers[0], default="away"), *SCHEME.tiers[1:]))
"""The same where an infant who looks nowhere else looks away."""
END_MS = 60_000
ANA = (
    Event(1, "gaze", "face", 1_000, 5_000),  # ben begins it at 2 s
    Event(2, "gaze", "toy", 10_000, 14_000),  # ben calls it away
    Event(3, "gaze", "away", 20_000, 22_000),  # missed by ben
    Event(4, "touch", "pat", 1_000, 3_000),
    Event(5, "touch", "stroke", 2_000, 6_000),  # ben ends it at 5 s
    Event(6, "signal", "bid", 8_000, point=True),
    Event(7, "signal", "bid", 30_000, point=True),  # ben calls it fuss
    Event(8, "signal", "fuss", 40_000, point=True),  # missed by ben
    Event(9, "uncodable", "uncodable", 50_000, 52_000, modifiers=(("reason", "dark"),)),
)
BEN = (
    Event(1, "gaze", "face", 2_000, 5_000),
    Event(2, "gaze", "away", 10_000, 14_000),
    Event(3, "touch", "pat", 1_000, 3_000),
    Event(4, "touch", "stroke", 2_000, 5_000),
    Event(5, "signal", "bid", 8_000, point=True),
    Event(6, "signal", "fuss", 30_300, point=True),
    Event(7, "gaze", "toy", 33_000, 35_000),  # missed by ana
)


def observation(coder: str, events: tuple[Event, ...]) -> Observation:
    """Return what a coder coded."""
    return Observation(Identity("D01", coder), events)


def ground(first: tuple[Event, ...] = ANA, second: tuple[Event, ...] = BEN, scheme: Scheme = SCHEME) -> Ground:
    """Return what two coders have."""
    pair = (observation("ana", first), observation("ben", second))
    found = compare_both(scheme, pair, END_MS)
    return Ground(
        tuple(one.tier for one in found),
        {one.tier.id: one.pieces for one in found},
        tuple(dispute for one in found for dispute in one.disputes),
        tuple(uncodable_of(pair, END_MS)),
        tuple(phases_of(pair, END_MS)),
    )


FINE_TEXT = """\
format: 1
scheme: {id: fine, version: "1.0.0", status: locked}
actors: [{id: caregiver, role: caregiver}, {id: infant, role: infant}]
tiers:
  - id: gaze
    actor: infant
    kind: state
    codes:
      - id: face
        key: f
        modifiers:
          - id: how
            type: choice
            options: [{id: long, key: l}, {id: short, key: s}]
      - {id: toy, key: t}
  - id: signal
    actor: infant
    kind: point
    codes: [{id: bid, key: g}, {id: fuss, key: h}]
  - id: mood
    actor: caregiver
    kind: rating
    scope: session
    not_ratable: true
    codes:
      - {id: warmth, scale: {min: 1, max: 7, step: 1}}
      - {id: structuring, scale: {min: 1, max: 7, step: 1}}
      - {id: in_step, scale: {min: 0, max: 100, step: 1}}
      - {id: intrusive, levels: [{id: none, value: 0, key: "1"}, {id: some, value: 1, key: "2"}]}
"""
FINE_ANA = (
    Event(1, "gaze", "face", 0, 5_000, modifiers=(("how", "long"),)),  # ben sees one look till 9 s
    Event(2, "gaze", "face", 5_000, 9_000, modifiers=(("how", "long"),)),
    Event(3, "gaze", "face", 20_000, 24_000, modifiers=(("how", "long"),)),  # ben calls it short
    Event(4, "signal", "bid", 8_000, point=True),  # ben at 8.2 s
    *(
        Event(number, "mood", item, 0, END_MS, modifiers=(("value", value),))
        for number, (item, value) in enumerate(
            {"warmth": "6", "structuring": "3", "in_step": "40", "intrusive": "none"}.items(), 5
        )
    ),
)
FINE_BEN = (
    Event(1, "gaze", "face", 0, 9_000, modifiers=(("how", "long"),)),
    Event(2, "gaze", "face", 20_000, 24_000, modifiers=(("how", "short"),)),
    Event(3, "signal", "bid", 8_200, point=True),
    *(
        Event(number, "mood", item, 0, END_MS, modifiers=(("value", value),))
        for number, (item, value) in enumerate({"warmth": "4", "structuring": "3", "in_step": "55"}.items(), 4)
    ),  # intrusive is left out
)
"""Two who saw the same, and differ in what lies beneath: one event or two, when, answers and ratings."""


def create_fine_pair(folder: Path, session: str = "D01") -> Path:
    """Make a session that ana and ben coded alike but for what lies beneath; return it."""
    return _create(folder, FINE_TEXT, {"ana": FINE_ANA, "ben": FINE_BEN}, session)


def create_pair(folder: Path, *coders: str) -> Path:
    """Make a study of one session by the clock that ana and ben, and others as ben, coded; return the session."""
    return _create(folder, TEXT, {"ana": ANA, "ben": BEN, **dict.fromkeys(coders, BEN)}, "D01")


def _create(folder: Path, text: str, whose: Mapping[str, tuple[Event, ...]], name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text("format: 1\nstudy: {id: S}\n", encoding="utf-8")
    session = Session(name, folder / name, (), "small.yaml", clock=SessionClock(END_MS / 1000))
    save_session(session)
    (session.folder / "small.yaml").write_text(text, encoding="utf-8")
    for coder, events in whose.items():
        code(session.folder, coder, text, events)
    return session.folder
