"""Draw who codes what: the same from the same rules, seed and sessions, on every computer.

Every lot is a hash of the seed and of what is drawn, so that no order of files or sessions matters, and one session
more leaves the lots of the others as they are.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil

from coder.errors import CoderError
from coder.model.plan import Assignment, Candidate, Plan, PlanRules, Role, Stratum
from coder.model.spans import Span

Observed = frozenset[tuple[str, str, str]]
"""The observations that there are: session, coder and pass of each."""


def draw(rules: PlanRules, sessions: Sequence[Candidate], before: Sequence[Assignment], observed: Observed) -> Plan:
    """Draw assignments; those that were begun (there is an observation) stay as they were, and count.

    What coders coded before anything was drawn becomes their assignment. Raises CoderError where the rules cannot be
    followed.
    """
    _check(rules, sessions)
    kept = [one for one in before if one.key in observed]
    return _Draw(rules, sessions, kept, observed).plan()


def stratum_of(rules: PlanRules, one: Candidate) -> tuple[str, ...]:
    """Return the stratum of a session: a word for each of the rules' strata."""
    group = next((name for name, dyads in rules.groups if one.dyad in dyads), "no group")
    words = {Stratum.GROUP: group, Stratum.VISIT: one.visit or "no visit", Stratum.DYAD: one.dyad or "no dyad"}
    words[Stratum.AGE] = _age_words(rules.age_days, one.age_days)
    return tuple(words[stratum] for stratum in rules.strata)


def _age_words(begins: Sequence[int], age: int | None) -> str:
    if age is None:
        return "no age"
    reached = [begin for begin in begins if age >= begin]
    return f"from {max(reached)} days" if reached else "younger" if begins else f"{age} days"


def lot(seed: int, *words: str) -> float:
    """Return a number in [0, 1) that the seed and some words draw."""
    text = "\x1f".join((str(seed), *words))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:6], "big") / 2**48


def draw_blocks(seed: int, session: str, duration_ms: int, length_ms: int) -> tuple[Span, ...]:
    """Draw a block of a length in each third of a session; raise CoderError when a third is shorter."""
    thirds = [(duration_ms * third // 3, duration_ms * (third + 1) // 3) for third in range(3)]
    if any(to_ms - from_ms < length_ms for from_ms, to_ms in thirds):
        third_s = duration_ms / 3000
        raise CoderError(
            f"Session {session}: a third of it is {third_s:.1f} s, shorter than a segment of {length_ms / 1000:g} s.",
            "Write a shorter segment_s.",
        )
    begins = (
        from_ms + int(lot(seed, "block", session, str(third)) * (to_ms - from_ms - length_ms + 1))
        for third, (from_ms, to_ms) in enumerate(thirds)
    )
    return tuple((begin, begin + length_ms) for begin in begins)


def share_out(
    share: float, sizes: Mapping[tuple[str, ...], int], tie: Callable[[tuple[str, ...]], float]
) -> Counter[tuple[str, ...]]:
    """Return how many of each stratum are drawn: a share of all, rounded up, by largest remainders."""
    whole = Counter({name: int(share * size) for name, size in sizes.items()})
    missing = ceil(round(share * sum(sizes.values()), 9)) - whole.total()
    by_rest = sorted(sizes, key=lambda name: (-(share * sizes[name] - whole[name]), tie(name)))
    whole.update(by_rest[:missing])
    return whole


def _check(rules: PlanRules, sessions: Sequence[Candidate]) -> None:
    if not sessions:
        raise CoderError("The study has no sessions to draw.", "Make sessions with coder new first.")
    people = rules.checkers or rules.coders
    if rules.share > 0 and all(set(people) <= {coder} for coder in rules.coders):
        raise CoderError(
            "Nobody can check whom: the plan names one coder only.", "Name a second coder, or checkers, in study.yaml."
        )


class _Draw:
    def __init__(
        self, rules: PlanRules, sessions: Sequence[Candidate], kept: Sequence[Assignment], observed: Observed
    ) -> None:
        self.rules, self.kept, self.observed = rules, kept, observed
        self.sessions = sorted(sessions, key=lambda one: self._lot("session", one.session))
        self.passes = rules.passes or ("",)

    def plan(self) -> Plan:
        self._begin()
        twice = self._drawn()
        self._settle_primaries(twice)
        self._settle_checks(twice)
        there = {one.key for one in self.kept}
        new = [one for one in self._all() if one.key not in there]
        people = Plan(self.rules, (*self.kept, *new)).coders()
        named = self._name(new)
        return Plan(self.rules, tuple(one for coder in people for one in self._queue(coder, named)))

    def _lot(self, *words: str) -> float:
        return lot(self.rules.seed, *words)

    def _begin(self) -> None:
        """Take over what is settled: what was begun, and what was coded before anything was drawn."""
        self.primary = {one.session: one.coder for one in self.kept if one.role is Role.PRIMARY}
        self.checked = {one.session: one.coder for one in self.kept if one.role is Role.CHECK}
        for session in (one.session for one in self.sessions):
            begun = {coder for found, coder, _ in self.observed if found == session}
            if session not in self.primary:
                own = begun - {self.checked.get(session)}
                self.primary.update([(session, coder) for coder in self.rules.coders if coder in own][:1])
            if session not in self.checked:
                own = begun - {self.primary.get(session)}
                people = (*self.rules.checkers, *self.rules.coders)
                self.checked.update([(session, coder) for coder in people if coder in own][:1])

    def _settle_primaries(self, twice: Sequence[Candidate]) -> None:
        """Give each session to the coder who has the fewest, those to be checked first: so checks are even too."""
        loads, of_twice = Counter(self.primary.values()), Counter[str]()
        for one in [*twice, *(one for one in self.sessions if one not in twice)]:
            if one.session not in self.primary:
                checker = self.checked.get(one.session)
                people = [coder for coder in self.rules.coders if coder != checker] or self.rules.coders
                coder = self._least(people, of_twice if one in twice else loads, one.session)
                self.primary[one.session] = coder
                loads[coder] += 1
                of_twice[coder] += one in twice

    def _settle_checks(self, twice: Sequence[Candidate]) -> None:
        loads = Counter(self.checked.values())
        for one in twice:
            people = [coder for coder in self.rules.checkers or self.rules.coders if coder != self.primary[one.session]]
            if people:
                self.checked[one.session] = self._least(people, loads, f"{one.session} check")
                loads[self.checked[one.session]] += 1

    def _all(self) -> Iterator[Assignment]:
        for one in self.sessions:
            for each in self.passes:
                yield Assignment("", self.primary[one.session], one.session, each)
                if one.session in self.checked:
                    checker = self.checked[one.session]
                    yield Assignment("", checker, one.session, each, Role.CHECK, self._blocks(one))

    def _drawn(self) -> list[Candidate]:
        """Return the sessions to be checked beside those that are already."""
        strata: dict[tuple[str, ...], list[Candidate]] = {}
        for one in self.sessions:
            strata.setdefault(stratum_of(self.rules, one), []).append(one)
        sizes = {name: len(found) for name, found in strata.items()}
        wanted = share_out(self.rules.share, sizes, lambda name: self._lot("stratum", *name))
        drawn: list[Candidate] = []
        for name, found in strata.items():
            free = [one for one in found if one.session not in self.checked]
            there = len(found) - len(free)
            drawn += sorted(free, key=lambda one: self._lot("check", one.session))[: max(0, wanted[name] - there)]
        return drawn

    def _blocks(self, one: Candidate) -> tuple[Span, ...]:
        length_ms = self.rules.segment_ms
        return () if length_ms is None else draw_blocks(self.rules.seed, one.session, one.duration_ms, length_ms)

    def _least(self, people: Iterable[str], loads: Mapping[str, int], what: str) -> str:
        return min(people, key=lambda coder: (loads.get(coder, 0), self._lot("coder", what, coder)))

    def _name(self, new: Sequence[Assignment]) -> list[Assignment]:
        """Give neutral aliases, whose numbers say nothing of session, coder or role."""
        taken = {one.alias for one in self.kept}
        whole = len(new) + len(taken)
        width = max(2, len(str(whole)))
        free = (alias for number in range(1, 2 * whole + 1) if (alias := f"A{number:0{width}d}") not in taken)
        ordered = sorted(new, key=lambda one: self._lot("alias", *one.key))
        return [replace(one, alias=alias) for one, alias in zip(ordered, free, strict=False)]

    def _queue(self, coder: str, new: Sequence[Assignment]) -> list[Assignment]:
        mine = [one for one in new if one.coder == coder]
        mine.sort(key=lambda one: (one.key not in self.observed, self._lot("queue", *one.key)))
        return [*(one for one in self.kept if one.coder == coder), *mine]
