"""Round trips: our own readers and common parsers read back every value that a format writes."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata

import bibtexparser
import rispy
from hypothesis import given, settings
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from handbook.exporters import FORMATS, Work
from handbook.exporters.pybtex_styles import work_of_pybtex
from handbook.exporters.work import work_of_paper
from handbook.model.people import Person
from handbook.reading.bibliography import read_bib
from handbook.text.latex import Text, escape, plain, text

from .hostile import TEXTS, works

EXAMPLES = settings(max_examples=60)


def composed(value: str) -> str:
    """Return *value* with composed accents, as a conversion from LaTeX returns them."""
    return unicodedata.normalize("NFC", value)


def people(found: tuple[Person, ...]) -> list[tuple[str, str, str]]:
    return [(composed(each.particle), composed(each.family), composed(each.given)) for each in found]


@EXAMPLES
@given(TEXTS)
def test_text_in_latex_and_back(value: str) -> None:
    assert plain(escape(value)) == value
    assert composed(plain(escape(value, ascii_letters=True))) == composed(value)
    assert text("{" + escape(value) + "}") == Text(value, ((0, len(value)),) if value else ())


@EXAMPLES
@given(works())
def test_bibtex(work: Work) -> None:
    record = FORMATS["bibtex"].record(work)
    assert len(re.findall("^@", record, re.MULTILINE)) == 1
    (paper,) = read_bib("a.bib", record.encode()).papers
    found = work_of_paper(paper)
    assert found.key == work.key
    assert composed(found.title.plain) == composed(work.title.plain)
    assert people(found.authors) == people(work.authors)
    assert found.date == work.date[:7]
    assert (found.doi, found.url) == (work.doi, work.url)
    assert paper.arxiv == work.arxiv
    assert found.get("pages") == work.get("pages")
    for name in ("volume", "publisher", "note"):
        assert composed(found.get(name)) == composed(work.get(name))
    entry = parse_string(record, "bibtex").entries[work.key]
    assert composed(plain(entry.fields.get("title", ""))) == composed(work.title.plain)
    assert people(work_of_pybtex(entry).authors) == people(work.authors)
    (block,) = bibtexparser.parse_string(record).entries
    assert block.key == work.key
    values = {field.key: str(field.value) for field in block.fields}
    assert composed(plain(values.get("title", ""))) == composed(work.title.plain)
    assert values.get("eprint", "") == work.arxiv
    assert values.get("doi", "") == work.doi


@EXAMPLES
@given(works())
def test_biblatex(work: Work) -> None:
    record = FORMATS["biblatex"].record(work)
    (paper,) = read_bib("a.bib", record.encode()).papers
    found = work_of_paper(paper)
    assert found.title.plain == work.title.plain
    assert [each.name for each in found.authors] == [each.name for each in work.authors]
    (block,) = bibtexparser.parse_string(record).entries
    values = {field.key: str(field.value) for field in block.fields}
    assert plain(values.get("title", "")) == work.title.plain
    assert (values.get("date", ""), values.get("eprint", "")) == (work.date, work.arxiv)


@EXAMPLES
@given(works())
def test_ris(work: Work) -> None:
    record = FORMATS["ris"].record(work)
    lines = record.split("\r\n")
    assert (lines[0][:6], lines[-2:]) == ("TY  - ", ["ER  - ", ""])
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", record)
    (found,) = rispy.loads(record)
    assert found["id"] == work.key
    assert found.get("title", "") == work.title.plain
    assert len(found.get("authors", [])) == len(work.authors)
    assert all(
        each.family in name and each.given in name for each, name in zip(work.authors, found.get("authors", []), strict=True)
    )
    assert found.get("secondary_title", "") == work.container.plain
    assert (found.get("year", ""), found.get("doi", "")) == (work.date[:4], work.doi)
    assert work.url in [*found.get("urls", []), ""]
    assert found.get("volume", "") == work.get("volume")
    assert f"arXiv:{work.arxiv}" in [*found.get("notes", []), "arXiv:"]


@EXAMPLES
@given(works())
def test_csl_json(work: Work) -> None:
    (found,) = json.loads(FORMATS["csl-json"].render([work]))
    assert (found["id"], found.get("title", "")) == (work.key, work.title.plain)
    names = [each.get("literal") or (each["family"], each.get("given", "")) for each in found.get("author", [])]
    assert names == [each.family if not (each.given or each.particle) else (each.family, each.given) for each in work.authors]
    assert (found.get("DOI", ""), found.get("volume", "")) == (work.doi, work.get("volume"))
    assert work.arxiv in json.dumps(found)


@EXAMPLES
@given(works())
def test_tables(work: Work) -> None:
    found = json.loads(FORMATS["jsonl"].record(work))
    (row,) = csv.DictReader(io.StringIO(FORMATS["csv"].render([work]), newline=""))
    assert row.keys() == found.keys()
    for name in ("key", "title", "title_zh", "container", "volume", "doi", "arxiv"):
        assert row[name] in (found[name], f"'{found[name]}")
        assert not row[name].startswith(("=", "+", "-", "@"))
    assert (found["title"], found["title_zh"], found["arxiv"]) == (work.title.plain, work.title_zh, work.arxiv)
    assert found["authors"] == [each.name for each in work.authors]


@EXAMPLES
@given(works())
def test_markdown(work: Work) -> None:
    tokens = MarkdownIt("commonmark").parse(FORMATS["markdown"].record(work))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    shown = "".join(child.content for child in children if child.type in ("text", "text_special"))
    assert {child.type for child in children} <= {"text", "text_special", "link_open", "link_close"}
    assert shown.removesuffix(f" (arXiv:{work.arxiv})") == (work.title.plain or work.key)
    links = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    assert len(links) == bool(work.link) + any("arxiv.org" in link for link in links[1:])
    assert any(work.arxiv in link for link in links) or not work.arxiv


@EXAMPLES
@given(works())
def test_texts_are_one_line_and_keep_the_number_of_arxiv(work: Work) -> None:
    for name in ("gbt7714-2025", "gbt7714-2015", "apa", "ieee"):
        line = FORMATS[name].record(work)
        assert line.endswith("\n")
        assert len(line.splitlines()) == 1
        assert work.arxiv in line


def test_the_largest_works() -> None:
    people = tuple(Person(family=f"Name{number}", given="A. {B}") for number in range(500))
    work = Work(key="a", type="article", authors=people, title=Text(("字 {a} % " * 800)[:5000].strip()), arxiv="2110.03888")
    (paper,) = read_bib("a.bib", FORMATS["bibtex"].record(work).encode()).papers
    assert (paper.title, paper.authors) == (work.title.plain, people)
    (found,) = rispy.loads(FORMATS["ris"].record(work))
    assert (found["title"], len(found["authors"])) == (work.title.plain, 500)
    assert len(json.loads(FORMATS["csl-json"].record(work))["author"]) == 500
    for name in FORMATS:
        assert "2110.03888" in FORMATS[name].record(work) or name == "myst"
