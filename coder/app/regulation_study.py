"""What regulation is computed from in a session of a study: the streams of its scheme's links, phase by phase."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coder.analysis.links import answer_cues
from coder.app.export_survey import SessionFiles
from coder.app.regulation_choice import Chosen, choose
from coder.app.regulation_constructs import constructs_of_session
from coder.app.regulation_pairs import Asked, asked_links, code_names, link_names
from coder.app.regulation_partners import partners_of
from coder.app.regulation_parts import Part, parts_of
from coder.app.regulation_streams import Sequences, SessionStreams, Streams, Used
from coder.app.regulation_wish import RegulationWish
from coder.editing.link_trains import link_train
from coder.editing.reckoning import Reckoning
from coder.formats.events_csv import Log
from coder.formats.summary_csv import summary_rows
from coder.model.contingency import Method
from coder.model.cue_answer import LinkTrain
from coder.model.dyad_measures import SHARE
from coder.model.measure import Aspect, Measure, Measured
from coder.model.scheme import Kind
from coder.model.spans import index_at, intersection, length_of, union


def streams_of_session(found: SessionFiles, wish: RegulationWish) -> SessionStreams:
    """Read a session of a study and return what regulation is computed from."""
    chosen, left_out = choose(found, wish.coder)
    if chosen is None:
        session = found.session
        return SessionStreams(session.id, session.dyad or session.id, Used(session.id, left_out=left_out), [], [], [])
    log = chosen.log
    reckoning = Reckoning(log.scheme, log.observation, log.end_ms)
    parts = parts_of(reckoning.phases, by_phase=wish.by_phase)
    links, notes = asked_links(reckoning, wish)
    streams = [one for asked in links for one in _streams(reckoning, asked, parts, chosen, wish)]
    return SessionStreams(
        log.session.id,
        log.session.dyad or log.session.id,
        replace(
            _used(chosen, links, notes),
            codes=tuple(code_names(reckoning)),
            asked=tuple((one.pair, one.link) for one in links),
            links=tuple(link_names(reckoning)),
            phased=any(one.phase for one in reckoning.phases),
            left_out=left_out,
        ),
        streams,
        list(_sequences(reckoning, links, parts)),
        list(partners_of(reckoning, links, parts, wish)),
        *_summaries(reckoning, log),
        list(_derived(reckoning, parts)),
        constructs_of_session(reckoning, links),
    )


def _streams(
    reckoning: Reckoning, asked: Asked, parts: Iterable[Part], chosen: Chosen, wish: RegulationWish
) -> Iterator[Streams]:
    train = _named(link_train(reckoning, asked.link), chosen)
    train = replace(train, rule=replace(train.rule, just_after=wish.named))
    answers = answer_cues(train)
    spells = reckoning.spells(asked.tiers)
    cues, responses = (sorted(mark.ms for mark in marks if mark.seen) for marks in (train.cues, train.responses))
    methods = (*methods_of(train, wish, itself=asked.itself), *wish.lag_methods)
    for part in parts:
        own = [one for one in answers if not part.phase or one.phase == part.phase]
        yield Streams(
            asked.pair,
            part.phase,
            methods,
            [ms for ms in cues if part.holds(ms)],
            responses,
            list(part.spans),
            part.codable(spells),
            own,
        )


def methods_of(train: LinkTrain, wish: RegulationWish, *, itself: bool) -> tuple[Method, ...]:
    """Return the link's own window, then the others that open when it does.

    ``itself``: codes are cue and response at once; then no window opens at the cue, for it would answer itself.
    """
    opens = max(train.rule.from_ms, int(itself))
    others = [ms for ms in wish.windows if ms > opens and ms != train.rule.to_ms]
    return tuple(Method(window_ms=ms, from_ms=opens) for ms in (train.rule.to_ms, *others))


def _named(train: LinkTrain, chosen: Chosen) -> LinkTrain:
    """Return the train with the ids that events have in their own files."""
    if not chosen.names:
        return train
    responses = (replace(one, id=chosen.names[int(one.id)]) if one.id else one for one in train.responses)
    return replace(train, responses=tuple(responses))


def _used(chosen: Chosen, links: Sequence[Asked], notes: Sequence[str]) -> Used:
    scheme = chosen.log.scheme
    return Used(
        chosen.log.session.id,
        tuple(one.coder for one in chosen.parts),
        tuple(one.record for one in chosen.parts),
        tuple(one.pass_id for one in chosen.parts),
        f"{scheme.id} {scheme.version}",
        (*chosen.notes, *notes),
        tuple((one.pair, one.words) for one in links),
    )


def _sequences(reckoning: Reckoning, links: Iterable[Asked], parts: Sequence[Part]) -> Iterator[Sequences]:
    """Give the codes of each link's tiers in order of onset; tiers that several links share once only."""
    for tiers in dict.fromkeys(tuple(sorted(asked.tiers)) for asked in links):
        spells = reckoning.spells(tiers)
        found = sorted(
            (what.onset_ms, what.tier.id, what.code.id, what.tier.actor)
            for (tier, code), them in reckoning.by_code.items()
            if tier in tiers and code
            for what in them
            if what.tier.kind is not Kind.RATING and not what.censored[0]
        )
        for part in parts:
            codable = part.codable(spells)
            runs: dict[int, list[str]] = {}
            for onset_ms, _, code, actor in found:
                if (at := index_at(codable, onset_ms)) is not None:
                    runs.setdefault(at, []).append(f"{actor}.{code}")
            yield Sequences("+".join(tiers), part.phase, list(runs.values()))


def _derived(reckoning: Reckoning, parts: Sequence[Part]) -> Iterator[Measured]:
    """Give how much of its codable time each derived state holds, in every part."""
    for lane in reckoning.lanes:
        if lane.derived:
            held = [(one.onset_ms, one.offset_ms) for one in reckoning.by_code.get((lane.tier.id, lane.tier.id), ())]
            spans = [(onset, offset) for onset, offset in held if offset is not None]
            for part in parts:
                codable = union(part.codable(reckoning.spells(lane.rests_on)))
                whole = length_of(codable)
                share = length_of(intersection(spans, codable)) / whole if whole else None
                aspect = Aspect((lane.tier.id,), f"the derived code {lane.tier.id}", part.phase)
                yield Measured(aspect, (Measure(SHARE, share),))


def _summaries(reckoning: Reckoning, log: Log) -> tuple[list[list[str]], list[list[str]]]:
    from coder.analysis.summary import summarise

    windows = tuple(one.id for one in log.scheme.procedure.windows)
    cut = summary_rows(log, summarise(reckoning, windows), windows=True) if windows else ()
    return list(summary_rows(log, summarise(reckoning))), list(cut)
