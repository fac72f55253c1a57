"""The suggestion behind every "did you mean": the candidate that is spelled most like a word."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_COMPARED_CHARS = 200
"""Longer words are compared by their beginnings: the comparison takes time by the square of the length."""
MAX_COMPARED = 40
"""How many candidates are compared letter by letter: those that share most pairs of letters with the word."""
MAX_SHARED = 2_000
"""A pair of letters that more candidates have is counted only if the word has no rarer one."""
MAX_COMPARISONS = 400_000
"""How many pairs of letters are counted for all words together; then nothing is suggested any more."""
_CUTOFF = 0.6


class Candidates:
    """Candidates by the pairs of letters in them, so that a word is compared only with those that are similar to it.

    One table serves many words; the work for all of them is bounded.
    """

    def __init__(self, candidates: Iterable[str]) -> None:
        self._words = list(dict.fromkeys(candidates))
        self._by_pair: dict[str, list[int]] | None = None
        self._answers: dict[str, str] = {}
        self.counted = 0
        """How many pairs of letters have been counted."""

    def closest(self, word: str) -> str:
        """Return the candidate that is spelled most like *word*, other than *word* itself; empty if none is similar."""
        if word not in self._answers:
            self._answers[word] = self._closest(word) if self.counted < MAX_COMPARISONS else ""
        return self._answers[word]

    def _closest(self, word: str) -> str:
        if len(self._words) <= MAX_COMPARED:
            others = [other for other in self._words if other != word]
        else:
            others = [self._words[at] for at in self._similar(word) if self._words[at] != word]
        matches = difflib.get_close_matches(word[:MAX_COMPARED_CHARS], others, n=1, cutoff=_CUTOFF)
        return matches[0] if matches else ""

    def _similar(self, word: str) -> list[int]:
        """Return the candidates that share most pairs of letters with *word*, in their order."""
        if self._by_pair is None:
            by_pair: defaultdict[str, list[int]] = defaultdict(list)
            for at, candidate in enumerate(self._words):
                for pair in _pairs(candidate):
                    by_pair[pair].append(at)
            self._by_pair = dict(by_pair)
        postings = sorted((self._by_pair[pair] for pair in _pairs(word) if pair in self._by_pair), key=len)
        rare = [posting for posting in postings if len(posting) <= MAX_SHARED]
        if not rare and postings:
            rare = [postings[0][:MAX_SHARED]]
        shared: Counter[int] = Counter()
        for posting in rare:
            shared.update(posting)
            self.counted += len(posting)
        ranked = sorted(shared, key=lambda at: (-shared[at], abs(len(self._words[at]) - len(word)), at))
        return sorted(ranked[: MAX_COMPARED + 1])


def _pairs(word: str) -> set[str]:
    """Return the pairs of neighbouring letters of *word*, its beginning and its end included."""
    bounded = f"\0{word[:MAX_COMPARED_CHARS]}\0"
    return {bounded[at : at + 2] for at in range(len(bounded) - 1)}


def closest(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate that is spelled most like *word*, other than *word* itself; empty if none is similar.

    For many words and the same candidates, use one :class:`Candidates`.
    """
    return Candidates(candidates).closest(word)
