"""APA and IEEE of works: what the styles are given, and what is added to them."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from handbook.exporters import FORMATS, Work, citeproc
from handbook.exporters.work import work_of_fields
from handbook.text.latex import Text

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


def lines(kind: str, fields: dict[str, str]) -> list[str]:
    work = work_of_fields(kind, "key", fields)
    return [FORMATS[name].record(work) for name in ("apa", "ieee")]


def test_typical_references() -> None:
    assert lines("article", {**ARTICLE, "pages": "101--120", "doi": "10.1000/182"}) == [
        "Doe, J., & Roe, R. (2020). A title. Acta, 3(2), 101–120. https://doi.org/10.1000/182\n",
        "J. Doe and R. Roe, “A title,” Acta, vol. 3, no. 2, pp. 101–120, 2020, doi: 10.1000/182.\n",
    ]
    assert lines("inproceedings", {**PAPER, "eprint": "2110.03888", "archiveprefix": "arXiv"}) == [
        "Doe, J. (2020). A title. Proceedings of Something: A B, 1–20. arXiv (2110.03888). https://arxiv.org/abs/2110.03888\n",
        "J. Doe, “A title,” in Proceedings of Something: A B, 2020, pp. 1–20. Available: https://arxiv.org/abs/2110.03888\n",
    ]


def test_the_number_of_arxiv_is_added_where_the_style_has_no_place_for_it() -> None:
    fields = {**ARTICLE, "eprint": "2110.03888", "archiveprefix": "arXiv", "doi": "10.1000/182"}
    assert lines("article", fields)[1].endswith("2020, doi: 10.1000/182. arXiv:2110.03888.\n")


def test_people_who_are_not_named_are_said() -> None:
    apa, ieee = lines("article", {**ARTICLE, "author": "Doe, Jane and others"})
    assert apa.startswith("Doe, J. et al. (2020). ")
    assert ieee.startswith("J. Doe et al., “A title,”")


@pytest.mark.parametrize("title", ["\ue000 97531 9753 975310 \ue003 \\1 \\g<0>", "{0} %s $x", "<i>a</i> & b"])
def test_a_value_is_printed_as_it_is(title: str) -> None:
    work = Work(key="a", type="article", title=Text(title), date="2020")
    assert FORMATS["ieee"].record(work) == f"“{title},” 2020.\n"


def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    citeproc._style.cache_clear()
    assert FORMATS["apa"].record(Work(key="a", type="misc")) == "a. (n.d.).\n"


def test_without_an_author_the_title_comes_first() -> None:
    assert lines("inproceedings", {**PAPER, "author": ""}) == [
        "A title. (2020). Proceedings of Something: A B, 1–20.\n",
        "“A title,” in Proceedings of Something: A B, 2020, pp. 1–20.\n",
    ]
