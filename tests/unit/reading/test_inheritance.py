"""Fields taken over by crossref and xdata: the rules of BibTeX and BibLaTeX, chains, circles, and linear time."""

from __future__ import annotations

import pytest

from handbook.model.records import Paper
from handbook.reading import inheritance
from handbook.reading.bibliography import read_bib
from handbook.reading.limits import MAX_INHERITED_CHARS

CHILD = "@inproceedings{child, author = {Doe, Jane}, title = {T}, crossref = {Parent} }\n"


def papers(text: str) -> tuple[dict[str, Paper], list[str]]:
    found = read_bib("bib/064.bib", text.encode())
    return {paper.key: paper for paper in found.papers}, [problem.code for problem in found.problems]


@pytest.mark.parametrize("title", ["booktitle = {B}, title = {P}", "title = {B}"])
def test_a_paper_takes_over_the_book_title_and_what_else_it_lacks(title: str) -> None:
    parent = (
        f"@proceedings{{parent, {title}, editor = {{Roe, Richard}}, year = 2018, doi = {{10.5555/whole}}, publisher = {{M}} }}\n"
    )
    for text in (CHILD + parent, parent + CHILD):
        found, problems = papers(text)
        child = found["child"]
        assert problems == []
        assert (child.title, child.container, child.year, child.doi) == ("T", "B", 2018, "")
        assert dict(child.fields)["publisher"] == "M"
        assert "crossref" not in dict(child.fields)


@pytest.mark.parametrize(
    ("child", "parent", "name"),
    [
        ("inbook", "book", "booktitle"),
        ("incollection", "collection", "booktitle"),
        ("inreference", "reference", "booktitle"),
        ("book", "mvbook", "maintitle"),
        ("incollection", "mvcollection", "maintitle"),
        ("article", "periodical", "journaltitle"),
    ],
)
def test_the_title_of_the_whole_by_the_types(child: str, parent: str, name: str) -> None:
    found, _problems = papers(
        f"@{child}{{a, author = {{Doe, Jane}}, title = {{T}}, crossref = {{b}} }}\n"
        f"@{parent}{{b, title = {{Whole}}, year = 2018}}\n"
    )
    assert (found["a"].title, dict(found["a"].fields)[name], found["a"].year) == ("T", "Whole", 2018)


def test_a_chain_and_the_fields_of_its_own_come_first() -> None:
    found, problems = papers(
        CHILD
        + "@proceedings{parent, title = {B}, crossref = {series}, series = {Own} }\n"
        + "@book{series, title = {S}, series = {Taken}, publisher = {M}, year = 2018, author = {Poe, Paul} }\n"
    )
    fields = dict(found["child"].fields)
    assert (fields["series"], fields["publisher"], fields["author"], problems) == ("Own", "M", "Doe, Jane", [])


def test_xdata_is_no_work_and_gives_all_its_fields() -> None:
    found, problems = papers(
        "@xdata{press, publisher = {M}, location = {Lima}, xdata = {more} }\n@xdata{more, url = {https://example.org/} }\n"
        "@book{a, author = {Doe, Jane}, title = {T}, year = 2018, xdata = {press, more} }\n"
    )
    assert [*found] == ["a"]
    assert problems == []
    assert {name: value for name, value in found["a"].fields if name in ("publisher", "location", "url")} == {
        "publisher": "M",
        "location": "Lima",
        "url": "https://example.org/",
    }


@pytest.mark.parametrize(
    "text",
    [
        CHILD,
        CHILD.replace("{Parent}", "{child}"),
        CHILD + "@proceedings{parent, title = {B}, year = 2018, crossref = {child} }\n",
    ],
    ids=["nowhere", "itself", "circle"],
)
def test_a_reference_that_leads_nowhere_or_in_a_circle_is_a_problem(text: str) -> None:
    found, problems = papers(text)
    assert found["child"].title == "T"
    assert "bib-value" in problems


def test_a_long_chain_takes_linear_time_and_no_recursion() -> None:
    count = 20_000
    text = "".join(f"@book{{k{number}, title = {{T}}, crossref = {{k{number + 1}}} }}\n" for number in range(count))
    found, _problems = papers(text + f"@book{{k{count}, title = {{T}}, publisher = {{M}} }}\n")
    assert dict(found["k0"].fields)["publisher"] == "M"


def test_what_is_taken_over_has_a_limit() -> None:
    found, _problems = papers(
        CHILD + f"@proceedings{{parent, title = {{B}}, publisher = {{{'x' * (MAX_INHERITED_CHARS + 1)}}} }}\n"
    )
    assert (found["child"].container, "publisher" in dict(found["child"].fields)) == ("B", False)


def test_what_a_file_takes_over_in_all_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inheritance, "MAX_INHERITED_FIELDS", 3)
    parent = "@proceedings{parent, title = {B}, year = 2018 }\n"
    found, problems = papers("".join(CHILD.replace("child", f"child{number}") for number in range(3)) + parent)
    assert [found[f"child{number}"].container for number in range(3)] == ["B", "B", ""]
    assert problems.count("bib-value") == 1
