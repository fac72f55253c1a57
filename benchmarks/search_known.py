"""Known items: a reader remembers two words of a record, and the record should come first.

A word is a run of letters and digits, or eight Han characters in a row: about three Chinese words, which a reader remembers in
their order. Both words are drawn by a seed from what a result shows of the record. The figure is the mean of 1 / rank (MRR).
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from handbook.fulltext.tokens import END, HAN, fold_text, tokens
from handbook.search.searchable import SearchRecord, words_of

QUERIES = 200
SEED = 2022
HAN_CHARACTERS = 8
K1, B = 1.2, 0.75
_HAN_RUN, _WORD = re.compile(f"[{HAN}]+"), re.compile("[a-z][a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A query, and the number of the record from which its words are."""

    query: str
    record: int


def drawn(records: Sequence[SearchRecord], count: int = QUERIES) -> list[Known]:
    """Return queries of two words each, from papers."""
    chosen = random.Random(SEED)
    papers = [number for number, record in enumerate(records) if record.kind == "paper"]
    found: list[Known] = []
    while papers and len(found) < count:
        number = chosen.choice(papers)
        words = sorted(_words(records[number]))
        if len(words) > 1:
            found.append(Known(" ".join(chosen.sample(words, 2)), number))
    return found


def _words(record: SearchRecord) -> set[str]:
    words: set[str] = set()
    for text in map(fold_text, (*record.titles, *record.people, record.where, *record.institutions, record.text)):
        words.update(_WORD.findall(text))
        for run in _HAN_RUN.findall(text):
            words.update(run[at : at + HAN_CHARACTERS] for at in range(max(1, len(run) - HAN_CHARACTERS + 1)))
    return words


def mean_reciprocal_rank(ranks: Sequence[int]) -> float:
    """Return the mean of 1 / rank; rank 0 is not found."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 0.0


def bm25(records: Sequence[SearchRecord], known: Sequence[Known]) -> list[int]:
    """Return the rank of each record by plain BM25 over the words of all texts of a record, for comparison."""
    documents = [Counter(word for text in words_of(record) for word in tokens(text)) for record in records]
    lengths = [sum(words.values()) for words in documents]
    mean = sum(lengths) / len(lengths)
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, words in enumerate(documents):
        for word, count in words.items():
            postings[word].append((number, count))
    ranks = []
    for item in known:
        scores: dict[int, float] = defaultdict(float)
        for word in (word for part in item.query.split() for word in _pairs(part)):
            having = postings.get(word, [])
            rarity = math.log(1 + (len(documents) - len(having) + 0.5) / (len(having) + 0.5))
            for number, count in having:
                scores[number] += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[number] / mean))
        own = scores[item.record]
        ranks.append(1 + sum(score > own or (score == own and number < item.record) for number, score in scores.items()))
    return ranks


def _pairs(part: str) -> list[str]:
    """Return the words of a part of a query without the single character at the end of Han characters."""
    words = tokens(part)
    return words[:-1] if len(words) > 1 and not words[-1].endswith(END) else words
