"""Measure the related papers: how good they are, by the judgements in tests/cases/related, and what they cost.

``python -m benchmarks.related`` prints the quality beside that of a simple baseline (papers of the same topic, newest first), and
how it depends on the weights; and for a generated handbook of 9,600 papers the cost of all, of an edit and of a new issue.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from handbook import load
from handbook.library.library import Library
from handbook.related.comparison import Comparison, Weights
from handbook.related.facts import Facts, facts_of, words_of
from handbook.related.ranking import Ranking, rank

from .corpus import ROOT, Corpus, issue_files, write, write_handbook
from .report import table
from .run import WORK, say

JUDGEMENTS = ROOT / "tests/cases/related/judgements.json"
FIRST = 5
"""How many related papers are judged."""
MIN_NDCG, MIN_GAIN, MAX_SECONDS = 0.85, 0.15, 60
"""The targets: quality, quality above that of the baseline, and seconds of CPU at 9,600 papers."""

SUMMARY = "另一个摘要，讲的是别的事情：鲁棒性与蒸馏。"
"""What the summary of a paper is changed to."""

Order = Callable[[str], Sequence[str]]
"""Gives the related papers of a paper, the best first."""


# ---------------------------------------------------------------- quality


@dataclass(frozen=True)
class Judgements:
    """The grades of pairs of papers."""

    grades: Mapping[tuple[str, str], int]

    @classmethod
    def read(cls, path: Path = JUDGEMENTS) -> Judgements:
        """Read the grades, in both directions."""
        pairs = [(*pair["papers"], pair["grade"]) for pair in json.loads(path.read_text(encoding="utf-8"))["pairs"]]
        return cls({pair: grade for one, other, grade in pairs for pair in ((one, other), (other, one))})

    def judged(self) -> list[str]:
        """Return the papers to which another one is related, in alphabetical order."""
        return sorted({one for (one, _other), grade in self.grades.items() if grade})

    def ndcg(self, key: str, order: Sequence[str]) -> float:
        """Return the normalised discounted cumulative gain of the first related papers; missing ones gain nothing."""
        ideal = sorted((grade for (one, _other), grade in self.grades.items() if one == key), reverse=True)
        return _gain(self.grades[key, other] for other in order[:FIRST]) / _gain(ideal[:FIRST])

    def each(self, order: Order) -> list[float]:
        """Return the quality of the order for each judged paper."""
        return [self.ndcg(key, order(key)) for key in self.judged()]


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def mean(values: Sequence[float]) -> float:
    """Return the mean."""
    return sum(values) / len(values)


def same_topic(library: Library) -> Order:
    """Return the baseline: papers with a topic of the paper, newest first."""

    def order(key: str) -> list[str]:
        topics = {*library.entries[key].terms["topic"]}
        return [
            other
            for other, entry in library.entries.items()
            if other != key and entry.item.kind == "paper" and topics & {*entry.terms["topic"]}
        ]

    return order


def by_comparison(papers: Mapping[str, Facts], weights: Weights) -> Order:
    """Return the order of the handbook, with other weights."""
    comparison = Comparison(papers, weights)
    return lambda key: [each.key for each in comparison.related(key)]


def variants() -> dict[str, Weights]:
    """Return the weights of the handbook, and each of them halved and doubled."""
    base = Weights()
    found = {"as they are": base}
    for field in fields(base):
        value: int = getattr(base, field.name)
        found |= {f"{field.name} {number}": replace(base, **{field.name: number}) for number in (value // 2, value * 2)}
    return found


def left_out(qualities: Mapping[str, Sequence[float]]) -> float:
    """Return the mean quality of each paper with the weights that are best for all others; if far lower, it is overfitted."""
    count = len(next(iter(qualities.values())))
    found = []
    for at in range(count):
        chosen = max(qualities.values(), key=lambda values: sum(values) - values[at])
        found.append(chosen[at])
    return mean(found)


def quality() -> dict[str, float]:
    """Print the quality for the handbook itself, and return it."""
    library, judgements = load(ROOT), Judgements.read()
    papers = facts_of(library, {})
    baseline = mean(judgements.each(same_topic(library)))
    qualities = {name: judgements.each(by_comparison(papers, weights)) for name, weights in variants().items()}
    own = mean(qualities["as they are"])
    said = {"nDCG@5": own, "baseline": baseline, "gain": own - baseline, "leave-one-out": left_out(qualities)}
    say(table(("quality", "value"), ([name, f"{value:.3f}"] for name, value in said.items())))
    say(table(("weights", "nDCG@5"), ([name, f"{mean(values):.3f}"] for name, values in qualities.items())))
    return said


# ---------------------------------------------------------------- cost


def timed(task: Callable[[], Ranking]) -> tuple[float, Ranking]:
    """Return the seconds of CPU of a task, and its result."""
    start = time.process_time()
    result = task()
    return time.process_time() - start, result


def differing(one: Ranking, other: Ranking) -> list[str]:
    """Return the papers of both whose related papers, as a page shows them, are not the same."""

    def shown(ranking: Ranking, key: str) -> list[object]:
        return [(each.key, each.reasons) for each in ranking.of(key)]

    return [key for key in one.related.keys() & other.related.keys() if shown(one, key) != shown(other, key)]


def cost(issues: int, folder: Path) -> float:
    """Print the cost for a generated handbook, and return the seconds from nothing."""
    corpus = Corpus(issues)
    if not folder.exists():
        write_handbook(corpus, folder)
    library = load(folder)
    seconds, ranking = timed(lambda: rank(facts_of(library, {})))
    rows: list[list[object]] = [["from nothing", f"{seconds:.1f}", len(ranking.facts), "", ""]]
    key = sorted(ranking.facts)[len(ranking.facts) // 2]
    edited = {
        **ranking.facts,
        key: replace(ranking.facts[key], text=b"", words=words_of(SUMMARY)),
    }
    rows.append(_change("one summary edited", ranking, lambda: rank(edited, ranking), {key}))
    new = corpus.next_issue()
    write(folder, issue_files(new))
    longer = load(folder)
    for path in issue_files(new):
        (folder / path).unlink()
    added = {paper.key for paper in new.papers}
    rows.append(_change("one new issue", ranking, lambda: rank(facts_of(longer, ranking.facts), ranking), added))
    say(table(("related papers", "CPU s", "papers", "lists changed", "of them without a paper of the change"), rows))
    start = time.process_time()
    data = pickle.dumps(ranking, pickle.HIGHEST_PROTOCOL)
    middle = time.process_time()
    pickle.loads(data)
    say(f"kept: {len(data) / 1e6:.1f} MB, written in {middle - start:.2f} s, read in {time.process_time() - middle:.2f} s")
    return seconds


def _change(name: str, former: Ranking, task: Callable[[], Ranking], changed: set[str]) -> list[object]:
    seconds, ranking = timed(task)
    if rank(ranking.facts).related != ranking.related:
        raise SystemExit(f"{name}: what was made anew differs from what was taken over")
    different = [key for key in differing(former, ranking) if key not in changed]
    others = [key for key in different if not changed & {each.key for each in (*former.of(key), *ranking.of(key))}]
    return [name, f"{seconds:.2f}", len(ranking.facts), len(different), len(others)]


def main() -> None:
    """Measure quality and cost, and end with status 1 if a target is not met."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("issues", type=int, nargs="?", default=800, help="the size of the generated handbook, 12 papers an issue")
    parser.add_argument("--work", type=Path, default=WORK / "related", help="where it is written")
    arguments = parser.parse_args()
    said = quality()
    seconds = cost(arguments.issues, arguments.work / str(arguments.issues))
    if said["nDCG@5"] < MIN_NDCG or said["gain"] < MIN_GAIN or seconds > MAX_SECONDS:
        raise SystemExit(f"not met: nDCG@5 {MIN_NDCG}, {MIN_GAIN} above the baseline, {MAX_SECONDS} s")


if __name__ == "__main__":
    main()
