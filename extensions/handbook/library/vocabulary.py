"""The vocabulary: all terms with their names and their hierarchy, built from the term pages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..model.problems import Problem, problem
from ..model.records import TERM_KINDS
from ..reading.limits import MAX_BROADER_DEPTH
from ..text.folding import fold
from ..text.guesses import Candidates
from ..text.messages import mark as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.records import Term


class Vocabulary:
    """Terms by kind and id, by any of their names, and by their broader and narrower terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.problems: list[Problem] = []
        self._candidates: dict[str, Candidates] = {}
        self._terms = {(term.kind, term.id): term for term in sorted(terms, key=lambda term: (term.kind, term.id))}
        self._named: dict[tuple[str, str], Term] = {}
        self._misnamed: dict[tuple[str, str], Term] = {}
        for term in self._terms.values():
            for name in dict.fromkeys((term.id, term.zh, term.en, *term.aliases)):
                self._claim(self._named, term, name)
        for term in self._terms.values():
            for name in term.misnomers:
                self._claim(self._misnamed, term, name)
        self._former: dict[tuple[str, str], Term] = {}
        self._addresses = {(kind, term_id.lower()): term for (kind, term_id), term in self._terms.items()}
        for term in self._terms.values():
            for former in term.formerly:
                self._claim_former(term, former)
        self._broader = {key: self._broader_of(term) for key, term in self._terms.items()}
        self._break_cycles()
        self._limit_depth()
        narrower: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for key, broader in self._broader.items():
            if broader is not None:
                narrower[broader.kind, broader.id].append(self._terms[key])
        self._narrower = {key: tuple(terms) for key, terms in narrower.items()}
        self._related: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self._relate_terms()
        self._check_identities()

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def of_kind(self, kind: str) -> tuple[Term, ...]:
        """Return the terms of *kind*, ordered by id."""
        return tuple(term for term in self._terms.values() if term.kind == kind)

    def get(self, kind: str, term_id: str) -> Term | None:
        """Return the term with that id."""
        return self._terms.get((kind, term_id))

    def find(self, kind: str, name: str) -> Term | None:
        """Return the term with that id or name; case, width, accents, spaces and punctuation of a name do not matter."""
        return self._terms.get((kind, name)) or self._named.get((kind, fold(name)))

    def recognise(self, kind: str, name: str) -> Term | None:
        """Return the term that a published text means by *name*: like find, but misnomers count too."""
        return self.find(kind, name) or self._misnamed.get((kind, fold(name)))

    def suggest(self, kind: str, name: str) -> str:
        """Return the id of the term with the former id *name*, or with the most similar id or name; empty if there is none."""
        former = self._former.get((kind, name))
        if former:
            return former.id
        match = self._guesses(kind).closest(fold(name))
        term = self._named.get((kind, match))
        return term.id if term else ""

    def _guesses(self, kind: str) -> Candidates:
        if kind not in self._candidates:
            self._candidates[kind] = Candidates(folded for of_kind, folded in self._named if of_kind == kind)
        return self._candidates[kind]

    def former(self, term: Term) -> tuple[str, ...]:
        """Return the former ids of *term* that are ids of no other term, former or current."""
        return tuple(former for former in term.formerly if self._former.get((term.kind, former)) is term)

    def successor(self, kind: str, former: str) -> Term | None:
        """Return the term that has a former id."""
        return self._former.get((kind, former))

    def broader(self, term: Term) -> tuple[Term, ...]:
        """Return the terms above *term*, the nearest first."""
        chain: list[Term] = []
        above = self._broader.get((term.kind, term.id))
        while above is not None:
            chain.append(above)
            above = self._broader.get((above.kind, above.id))
        return tuple(chain)

    def narrower(self, term: Term) -> tuple[Term, ...]:
        """Return the terms directly below *term*, ordered by id."""
        return self._narrower.get((term.kind, term.id), ())

    def related(self, term: Term) -> tuple[Term, ...]:
        """Return the terms of any kind that name *term* as related or that *term* names, ordered by kind and id."""
        return tuple(self._terms[key] for key in sorted(self._related.get((term.kind, term.id), ())))

    def meant_by(self, term: Term, related: str) -> Term | None:
        """Return the term that the page of *term* means by a related id: one of its kind if there is one, and not itself."""
        terms = [other for kind in _kinds_from(term.kind) if (other := self.get(kind, related))]
        return next((other for other in terms if other is not term), terms[0] if terms else None)

    def with_narrower(self, term: Term) -> Iterator[Term]:
        """Yield *term* and every term below it."""
        pending = [term]
        while pending:
            current = pending.pop()
            yield current
            pending.extend(reversed(self.narrower(current)))

    def _claim(self, names: dict[tuple[str, str], Term], term: Term, name: str) -> None:
        key = (term.kind, fold(name))
        if not key[1]:
            return
        owner = self._named.get(key) or names.get(key)
        if owner is None:
            names[key] = term
        elif owner is not term:
            self.problems.append(
                problem("alias-conflict", term.location, name=name, other_id=owner.id, other=owner.location.path)
            )

    def _claim_former(self, term: Term, former: str) -> None:
        """Claim the address of a former id; addresses that differ only in case are one file on some disks."""
        owner = self._addresses.setdefault((term.kind, former.lower()), term)
        if owner is term and owner.id.lower() != former.lower():
            self._former.setdefault((term.kind, former), term)
        else:
            place = term.formerly_at or term.location
            self.problems.append(problem("address-taken", place, id=former, other=owner.location.path))

    def _broader_of(self, term: Term) -> Term | None:
        if not term.broader:
            return None
        broader = self._terms.get((term.kind, term.broader))
        if broader is None:
            close = self.suggest(term.kind, term.broader)
            self.problems.append(problem("broader-unknown", term.location, kind=term.kind, name=term.broader, close=close))
        return broader

    def _relate_terms(self) -> None:
        for term in self._terms.values():
            for related in term.related:
                self._relate(term, related)
            for name in term.near:
                self._check_near(term, name)

    def _relate(self, term: Term, related: str) -> None:
        """Relate *term* and the term with the id *related* to each other, or report why they cannot be."""
        other = self.meant_by(term, related)
        place = term.related_at or term.location
        if other is None:
            kinds = _kinds_from(term.kind)
            named = (found.id for kind in kinds if (found := self.find(kind, related)))
            similar = filter(None, (self.suggest(kind, related) for kind in kinds))
            self.problems.append(problem("related-unknown", place, name=related, close=next(named, "") or next(similar, "")))
        elif reason := self._place_of(other, term):
            self.problems.append(problem("related-redundant", place, id=related, reason=reason))
        else:
            self._related[term.kind, term.id].add((other.kind, other.id))
            self._related[other.kind, other.id].add((term.kind, term.id))

    def _place_of(self, other: Term, term: Term) -> str:
        """Return where *other* stands in the hierarchy of *term*; empty if it is not in it."""
        if other is term:
            return _("it is this term")
        if other in self.broader(term):
            return _("it is above this term")
        return _("it is below this term") if term in self.broader(other) else ""

    def _check_near(self, term: Term, name: str) -> None:
        """Report a near name that is a name of a term, by which a query finds that term already.

        A misnomer of another term is none, because one word may be near to several terms.
        """
        owners = [owner for kind in _kinds_from(term.kind) if (owner := self.find(kind, name))]
        if self.recognise(term.kind, name) is term:
            owners = [term]
        for owner in owners[:1]:
            place = term.near_at or term.location
            self.problems.append(problem("near-conflict", place, name=name, other_id=owner.id, other=owner.location.path))

    def _check_identities(self) -> None:
        """Report each address of a registry that two terms have: both would be the same as each other."""
        owners: dict[str, Term] = {}
        for term in self._terms.values():
            for address in term.identities:
                owner = owners.setdefault(address, term)
                if owner is not term:
                    place = term.same_as_at if address in term.same_as and term.same_as_at else term.location
                    self.problems.append(
                        problem("same-as-conflict", place, address=address, other_id=owner.id, other=owner.location.path)
                    )

    def _limit_depth(self) -> None:
        """Report each term that is too deep below others, and remove the link to its broader term."""
        depths: dict[tuple[str, str], int] = {}
        for start in self._terms:
            path: list[tuple[str, str]] = []
            key: tuple[str, str] | None = start
            while key is not None and key not in depths:
                path.append(key)
                above = self._broader[key]
                key = (above.kind, above.id) if above is not None else None
            depth = depths[key] if key is not None else -1
            for term_key in reversed(path):
                depth += 1
                if depth > MAX_BROADER_DEPTH:
                    term = self._terms[term_key]
                    self.problems.append(problem("broader-depth", term.location, id=term.id, limit=MAX_BROADER_DEPTH))
                    self._broader[term_key] = None
                    depth = 0
                depths[term_key] = depth

    def _break_cycles(self) -> None:
        """Report each circle of broader terms once, and remove the link from its first term."""
        settled: set[tuple[str, str]] = set()
        for start in self._broader:
            path: dict[tuple[str, str], None] = {}
            key: tuple[str, str] | None = start
            while key is not None and key not in settled and key not in path:
                path[key] = None
                above = self._broader[key]
                key = (above.kind, above.id) if above is not None else None
            if key is not None and key in path:
                circle = [*path][[*path].index(key) :]
                first = min(circle)
                ids = [term_id for _kind, term_id in circle[circle.index(first) :] + circle[: circle.index(first)]]
                cycle = " → ".join([*ids, ids[0]])
                self.problems.append(problem("broader-cycle", self._terms[first].location, cycle=cycle))
                self._broader[first] = None
            settled.update(path)


def _kinds_from(kind: str) -> tuple[str, ...]:
    """Return all kinds of terms, *kind* first."""
    return (kind, *(other for other in TERM_KINDS if other != kind))
