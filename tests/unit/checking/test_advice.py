"""Advice: its code, line and column, and that correct pages get none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.checking.advice import advise, unprotected
from handbook.checking.checks import check, ordered
from handbook.library.library import Library
from handbook.library.loading import load_with_texts
from handbook.model.codes import CODES, Severity
from handbook.model.problems import Problem
from handbook.text.messages import translator

from ..builders import BIB, ISSUE, PROSE, TERM, Files, bib, entry, issue, person, term, tree

LONG = "字" * 100 + "。"
GOOD: Files = {ISSUE: issue(entry(body=LONG))}


def good(**changes: str) -> str:
    """Return the page of an issue without anything to advise on but the changes."""
    return issue(entry(**{"body": LONG, **changes}))


ADVICE: tuple[tuple[str, Files, tuple[str, ...]], ...] = (
    ("a short summary", {ISSUE: good(body="短。")}, ("issues/064.md:8:12 summary-length the summary of doe2022deep has 1 ",)),
    (
        "a long summary",
        {ISSUE: good(body="字" * 251)},
        ("issues/064.md:8:12 summary-length the summary of doe2022deep has 251 ",),
    ),
    (
        "comments with lines of the published text",
        {ISSUE: good(body=f"% 3: 标题\n% 4: 作者\n\n{LONG}\n% 文\n% 9: 链接")},
        ("issues/064.md:12:1 import-comment this comment holds", "issues/064.md:17:1 import-comment this comment holds"),
    ),
    (
        "the published introduction",
        {ISSUE: good(body=LONG).replace("期\n\n", "期\n\n导语。\n\n> 原文的导语。\n>\n> 又一段。\n\n", 1)},
        ("issues/064.md:10:1 introduction-quoted a quotation stands above the entries",),
    ),
    (
        "a paper without topic and method",
        {ISSUE: good(topics="")},
        ("issues/064.md:8:12 terms-missing doe2022deep names no topic and no method",),
    ),
    (
        "others instead of authors",
        {BIB: bib(author="Doe, Jane and others")},
        ("bib/064.bib:1:7 authors-incomplete doe2022deep does not name all its authors",),
    ),
    (
        "the page of a term without text",
        {TERM: term(body="")},
        ("docs/topics/tuning.md:1:1 term-text-missing the page of tuning says nothing about it",),
    ),
    ("words count as one", {ISSUE: good(body="BERT " * 99 + "{cite:p}`doe2022deep`")}, ("issues/064.md:8:12 summary-length",)),
    ("a full stop after a title", {ISSUE: good(title="深度示例。")}, ("issues/064.md:9:13 title-punctuation the title has 。 ",)),
    ("title marks", {ISSUE: good(title="《深度示例》")}, ("issues/064.md:9:9 title-punctuation the title has 《》 around it",)),
    (
        "an English title",
        {ISSUE: good(title="Deep Examples")},
        ("issues/064.md:9:9 title-not-chinese Deep Examples is not a Chinese title",),
    ),
    (
        "a title and a summary without spaces",
        {ISSUE: good(title="深度BERT", body=f"用BERT。\n{LONG}")},
        (
            'issues/064.md:9:11 typography-space "度B" should be "度 B"',
            'issues/064.md:12:2 typography-space "用B" should be "用 B"',
        ),
    ),
    ("half width", {PROSE: "甲,乙\n"}, ('docs/guide/prose.md:1:2 typography-punctuation "甲,乙" should be "甲，乙"',)),
    (
        "a page, an image and an entry of a table of contents that are not there",
        {PROSE: "[甲](nosuch.md#乙) ![图](a%20b.png)\n\n```{toctree}\nnosuch\n题 </docs/other>\n*\n```\n"},
        (
            "docs/guide/prose.md:1:5 link-missing there is no file nosuch.md",
            "docs/guide/prose.md:1:23 link-missing there is no file a%20b.png",
            "docs/guide/prose.md:4:1 link-missing there is no file nosuch",
            "docs/guide/prose.md:5:4 link-missing there is no file /docs/other",
        ),
    ),
    (
        "a title in a .bib file",
        {BIB: bib(title="Deep BERT Examples.")},
        ("bib/064.bib:1:7 title-capitals doe2022deep: the capitals of BERT", "bib/064.bib:1:7 title-punctuation the title has ."),
    ),
    (
        "a DOI in another field",
        {BIB: bib(url="https://doi.org/10.1000/182")},
        ("bib/064.bib:1:7 doi-missing doe2022deep has no doi, but url contains 10.1000/182",),
    ),
    (
        "terms that are nearly the same",
        {
            "docs/topics/few-shot.md": term("少样本的学习", en="Learning with few shots"),
            "docs/topics/shots.md": term("少样本学习", en="Few-Shot Learning"),
            ISSUE: good(topics="tuning, few-shot, shots"),
        },
        (
            "docs/topics/shots.md:1:1 term-similar Few-Shot Learning is nearly the same as Learning with few shots,"
            " a name of few-shot",
        ),
    ),
    (
        "a person whom nothing names",
        {"docs/people/jane.md": person("Jane Do", orcid="0000-0002-1825-0097"), BIB: bib(author="Doe, Jane and Roe, Ann")},
        ("docs/people/jane.md:2:8 person-unused no entry has a person called Jane Do (did you mean Jane Doe? ",),
    ),
    (
        "two people with one Chinese name",
        {
            "docs/people/doe.md": person("Jane Doe", zh="甲"),
            "docs/people/roe.md": person("Ann Roe", zh="甲"),
            BIB: bib(author="Doe, Jane and Roe, Ann"),
        },
        ("docs/people/roe.md:2:8 person-similar 甲 is also the Chinese name of doe (docs/people/doe.md:2)",),
    ),
)


CODES_OF_ADVICE = {text.split()[1] for _name, _files, said in ADVICE for text in said}


def advice(root: Path, files: Files) -> tuple[Problem, ...]:
    """Return what is advised on a small handbook with *files*."""
    for path, data in tree({**GOOD, **files}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    library, texts = load_with_texts(root)
    return ordered(advise(library, texts, lambda path: (root / path).is_file()))


@pytest.mark.parametrize(("files", "said"), [row[1:] for row in ADVICE], ids=[row[0].replace(" ", "-") for row in ADVICE])
def test_advice_is_reported(files: Files, said: tuple[str, ...], tmp_path: Path) -> None:
    found = advice(tmp_path, files)
    lines = [f"{each.location.path}:{each.location.line}:{each.location.col} {each.code} {each.text()}" for each in found]
    assert len(lines) == len(said)
    for line, begin in zip(lines, said, strict=True):
        assert line.startswith(begin)
    for each in found:
        assert each.message(translator("zh_CN")) != each.message()


def test_every_code_of_advice_has_a_row() -> None:
    assert {code.id for code in CODES.values() if code.severity is Severity.ADVICE} | {"link-missing"} == CODES_OF_ADVICE


@pytest.mark.parametrize(
    "files",
    [
        {},
        {PROSE: "---\nlang: en\n---\n中文BERT,\n"},
        {PROSE: "[甲](#obj) [乙](https://example.org/x) [丙](/index.md) `[丁](nosuch.md)` [戊](obj)\n", "index.md": "# 首页\n"},
        {PROSE: "> 照引BERT,原文\n\n```text\n代码BERT\n```\n"},
        {
            BIB: bib(
                title="{BERT} and {Mc{GPT}} of a Man: {\\'E}tude in 3 Parts", doi="10.1000/1", url="https://doi.org/10.1000/1"
            )
        },
        {BIB: bib(url="https://doi.org/10.48550/arXiv.2210.11610", title="What Is It?")},
        {
            "docs/topics/a.md": term("监督学习", en="Supervised Learning"),
            "docs/topics/b.md": term("无监督学习", en="Unsupervised Learning"),
        },
        {"docs/topics/a.md": term("甲", en="GPT-3 large models"), "docs/topics/b.md": term("乙", en="GPT-4 large models")},
        {ISSUE: good(title="会不会？"), "docs/topics/tuning.md": term()},
    ],
)
def test_correct_content_gets_no_advice(files: Files, tmp_path: Path) -> None:
    assert advice(tmp_path, files) == ()


def test_the_handbook_needs_no_advice(root: Path) -> None:
    library, texts = load_with_texts(root)
    assert check(library) == ()
    assert list(advise(library, texts, lambda path: (root / path).is_file())) == []


def test_a_build_gives_no_advice(library: Callable[[Files], Library]) -> None:
    assert check(library({ISSUE: issue(entry(title="Title.", body="短,。"))})) == ()


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Such a BERT", "BERT"),
        ("{A BERT}", ""),
        ("The {GPT-3} and T5", "T5"),
        ("DEEP LEARNING", ""),
        ("An iPhone \\LaTeX", "iPhone"),
    ],
)
def test_capitals_outside_braces_are_found(title: str, word: str) -> None:
    assert next(unprotected(title), "") == word
