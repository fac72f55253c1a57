"""APA and IEEE: formatting by shape gives the references of the engine, without any network access."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from handbook.exporters import FORMATS, Work, citeproc, csl_styles, work_of_paper
from handbook.exporters.citeproc import engine
from handbook.exporters.csl_styles import printed, reference
from handbook.exporters.work import work_of_fields
from handbook.library.library import Library

ARTICLE = {
    "author": "Doe, Jane and Roe, Richard",
    "title": "A title",
    "journal": "Acta",
    "year": "2020",
    "volume": "3",
    "number": "2",
}
PAPER = {
    "author": "Doe, Jane",
    "title": "A title",
    "booktitle": "Proceedings of Something: A {B}",
    "year": "2020",
    "pages": "1--20",
}
STYLES = ("apa", "ieee")
OTHERS = " and ".join(f"Name{number}, A. B." for number in range(25))
WORKS: dict[str, tuple[str, dict[str, str]]] = {
    "article": ("article", ARTICLE),
    "article with pages": ("article", {**ARTICLE, "pages": "101--120", "doi": "10.1000/182"}),
    "shortened pages": ("article", {**ARTICLE, "pages": "101--9"}),
    "pages that are no numbers": ("article", {**ARTICLE, "pages": "30:1--30:40"}),
    "number of an article": ("article", {**ARTICLE, "pages": "e2016"}),
    "one page": ("article", {**ARTICLE, "pages": "7"}),
    "question": ("inproceedings", {**PAPER, "title": "Is this a title?"}),
    "exclamation": ("inproceedings", {**PAPER, "title": "Stop!", "booktitle": "What Is It?"}),
    "in quotes": ("article", {**ARTICLE, "title": "``Quoted'' and ``quoted''"}),
    "ends with a point": ("article", {**ARTICLE, "title": "Deep Learning Inc.", "journal": "J. Ex."}),
    "twenty-five authors": ("article", {**ARTICLE, "author": OTHERS}),
    "particle, suffix, group": ("article", {**ARTICLE, "author": "van de Kar, Mozes and Doe, Jr., Jane and {Deep Group}"}),
    "one group": ("article", {**ARTICLE, "author": "{Deep Group Inc.}"}),
    "Chinese": ("article", {**ARTICLE, "author": "某甲 and 某乙", "title": "某论：综述", "journal": "某刊"}),
    "hyphens": ("article", {**ARTICLE, "author": "Qi, Guo-Jun and Lee, J.-P. and O'Neil, Mary Ann"}),
    "no author": ("inproceedings", {**PAPER, "author": ""}),
    "no year": ("article", {**ARTICLE, "year": ""}),
    "month": (
        "misc",
        {
            "author": "Doe, Jane",
            "title": "A talk",
            "howpublished": "Talk",
            "year": "2022",
            "month": "oct",
            "url": "https://example.org",
        },
    ),
    "preprint": (
        "misc",
        {"author": "Doe, Jane", "title": "A title", "year": "2021", "eprint": "2110.03888", "archiveprefix": "arXiv"},
    ),
    "with a preprint": ("inproceedings", {**PAPER, "eprint": "2110.03888", "archiveprefix": "arXiv"}),
    "editors": ("inproceedings", {**PAPER, "editor": "Roe, R.", "publisher": "North", "address": "Oslo", "series": "Notes"}),
    "book": ("book", {"author": "Doe, Jane", "title": "A Book", "publisher": "North", "year": "2020", "edition": "2"}),
    "thesis": (
        "phdthesis",
        {"author": "Doe, Jane", "title": "On It", "school": "A University", "year": "2020", "type": "PhD thesis"},
    ),
    "title only": ("misc", {"title": "A title"}),
    "nothing": ("misc", {}),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", WORKS)
def test_a_formatted_shape_gives_the_reference_of_the_engine(style: str, name: str) -> None:
    item = printed(work_of_fields(WORKS[name][0], "key", {name: value for name, value in WORKS[name][1].items() if value}))
    assert reference(style, item).replace("ArXiv:", "arXiv:") == engine(style, item).replace("ArXiv:", "arXiv:")


@pytest.mark.parametrize("style", STYLES)
def test_papers_of_the_handbook_get_the_reference_of_the_engine(style: str, handbook: Library) -> None:
    for paper in handbook.works.values():
        item = printed(work_of_paper(paper))
        assert reference(style, item) == engine(style, item).replace("ArXiv:", "arXiv:")


def lines(kind: str, fields: dict[str, str]) -> list[str]:
    work = work_of_fields(kind, "key", fields)
    return [FORMATS[name].record(work) for name in ("apa", "ieee")]


def test_typical_references() -> None:
    kind, fields = WORKS["article with pages"]
    assert lines(kind, fields) == [
        "Doe, J., & Roe, R. (2020). A title. Acta, 3(2), 101–120. https://doi.org/10.1000/182\n",
        "J. Doe and R. Roe, “A title”, Acta, vol. 3, no. 2, pp. 101–120, 2020, doi: 10.1000/182.\n",
    ]
    kind, fields = WORKS["with a preprint"]
    assert lines(kind, fields) == [
        "Doe, J. (2020). A title. Proceedings of Something: A B, 1–20. arXiv (2110.03888). https://arxiv.org/abs/2110.03888\n",
        "J. Doe, “A title”, in Proceedings of Something: A B, 2020, pp. 1–20. [Online]. Available: https://arxiv.org/abs/2110.03888\n",
    ]


def test_a_value_is_never_taken_for_a_placeholder() -> None:
    title = "\ue000 97531 9753 975310 \ue003 \\1 \\g<0>"
    fields = {**ARTICLE, "title": title, "author": "\ue001, J."}
    work = work_of_fields("article", "key", {**fields, "title": "x"})
    plain = FORMATS["ieee"].record(work)
    hostile = work_of_fields("article", "key", {**fields, "title": title.replace("\\", "\\textbackslash{}")})
    assert FORMATS["ieee"].record(hostile) == plain.replace("“x”", f"“{title}”")


def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    citeproc._style.cache_clear()
    csl_styles._template.cache_clear()
    assert FORMATS["apa"].record(Work(key="a", type="misc")) == "a. (n.d.).\n"


def test_without_an_author_the_title_comes_first() -> None:
    assert lines(*WORKS["no author"]) == [
        "A title. (2020). Proceedings of Something: A B, 1–20.\n",
        "“A title”, in Proceedings of Something: A B, 2020, pp. 1–20.\n",
    ]


@pytest.mark.parametrize("style", STYLES)
def test_the_styles_name_their_licence(style: str) -> None:
    text = (Path(csl_styles.__file__).parent / "styles" / f"{style}.csl").read_text(encoding="utf-8")
    assert 'license="http://creativecommons.org/licenses/by-sa/3.0/"' in text
