"""The column of a problem: that of the word that is wrong."""

from __future__ import annotations

import pytest

from handbook.checking.checks import check

from ..builders import BIB, ISSUE, PROSE, TERM, Files, bib, entry, issue, read, term, tree

NESTED = "- 列表\n\n  ::::{note}\n  > :::{paper} doe2022deep\n  > :topics: 甲, nosuch\n  > :::\n  ::::\n"


@pytest.mark.parametrize(
    ("files", "code", "word"),
    [
        ({ISSUE: issue(entry(topics="tuning, nosuch"))}, "unknown-term", "nosuch"),
        ({ISSUE: issue(entry(topics="tuning、 nosuch ；tuning"))}, "unknown-term", "nosuch"),
        ({ISSUE: issue(entry("nokey"))}, "unknown-citation", "nokey"),
        ({ISSUE: issue(entry("a{b"))}, "bad-id", "a{b"),
        ({ISSUE: issue(entry(body="见{cite:t}`doe2022deep, nokey`。"))}, "unknown-citation", "nokey"),
        ({ISSUE: issue(entry(body="第一行\n  第二行 {topic}`微调 <nosuch>`"))}, "unknown-term", "nosuch"),
        ({ISSUE: issue(entry(body="第一行 {topic}`有\n换行 <nosuch>`"))}, "unknown-term", "nosuch"),
        ({ISSUE: issue(entry("doe2022deep", ":  genre: x"))}, "option-syntax", ":  genre"),
        ({ISSUE: issue(entry("doe2022deep", ":genre:  servey"))}, "option-value", "servey"),
        ({ISSUE: issue(entry("doe2022deep", ":colour: red"))}, "option-unknown", "colour"),
        ({ISSUE: issue(entry("doe2022deep", ":code:  ftp://a.b"))}, "unsafe-link", "ftp"),
        ({ISSUE: issue(date="2022-02-30")}, "bad-date", "2022-02-30"),
        ({ISSUE: issue(titel="x")}, "front-matter-unknown", "titel"),
        ({TERM: term(broader="nosuch")}, "broader-unknown", "---"),
        ({TERM: "---\nen: Tuning\nzh: [微调\n---\n# 微调\n"}, "front-matter-syntax", ""),
        ({BIB: bib(year="soon")}, "bib-value", "{soon}"),
        ({BIB: bib(url="ftp://a.b")}, "unsafe-link", "{ftp"),
        ({BIB: bib() + bib()}, "duplicate-key", "doe2022deep"),
        ({PROSE: NESTED}, "misplaced", "doe2022deep"),
        ({PROSE: NESTED}, "unknown-term", "甲"),
        ({PROSE: "| 甲 | 乙 |\n| - | - |\n| 字 | 见{topic}`nosuch` |"}, "unknown-term", "nosuch"),
        ({PROSE: "> 引文\n> 见{topic}`nosuch`"}, "unknown-term", "nosuch"),
    ],
)
def test_the_column_is_that_of_the_word(files: Files, code: str, word: str) -> None:
    place = next(each for each in check(read(files)) if each.code == code).location
    line = tree(files)[place.path].decode().split("\n")[place.line - 1]
    assert line[place.col - 1 :].startswith(word)
    assert place.col > 1 or line.startswith(word)


def test_places_that_differ_in_the_column_are_equal() -> None:
    twice = check(read({PROSE: "{topic}`nosuch` {topic}`nosuch`"}))
    assert [(each.code, each.location.line, each.location.col) for each in twice] == [("unknown-term", 1, 9)]
