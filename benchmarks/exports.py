"""The processor time of the formats of citations: python -m benchmarks.exports [ISSUES …].

Without numbers of issues, 200 and 800 of 12 papers each. Prints the processor time of each format for all papers, and how it
grows between the two last sizes: the exponent is 1 where the time is in proportion to the number of papers.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable

from handbook.exporters import FORMATS, work_of_paper
from handbook.reading.bibliography import read_bib

from . import corpus


def seconds(task: Callable[[], object]) -> float:
    """Return the processor time of *task*."""
    start = time.process_time()
    task()
    return time.process_time() - start


def measure(issues: int) -> dict[str, float]:
    """Return the seconds that each format takes for a generated handbook, and that making its works takes."""
    text = "".join(corpus.bib_entry(paper) for issue in corpus.Corpus(issues).issues for paper in issue.papers)
    papers = read_bib("all.bib", text.encode()).papers
    works = [work_of_paper(paper) for paper in papers]
    found = {"papers": float(len(papers)), "works": seconds(lambda: [work_of_paper(paper) for paper in papers])}
    for name, each in FORMATS.items():
        found[name] = seconds(lambda each=each: each.render(works))  # type: ignore[misc]
    found["all"] = sum(value for name, value in found.items() if name != "papers")
    return found


def main(sizes: list[int]) -> None:
    """Print a row for each format."""
    columns = [measure(size) for size in sizes]
    print(f"{'papers':14}" + "".join(f"{column['papers']:9.0f}" for column in columns) + "  exponent")
    for name in columns[0]:
        if name == "papers":
            continue
        exponent = ""
        if len(columns) > 1 and columns[-2][name] > 0:
            *_, small, large = columns
            exponent = f"{math.log(large[name] / small[name]) / math.log(large['papers'] / small['papers']):10.2f}"
        print(f"{name:14}" + "".join(f"{column[name]:8.2f}s" for column in columns) + exponent)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 800])
