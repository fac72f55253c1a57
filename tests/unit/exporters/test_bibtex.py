"""Names, capitals and identifiers in BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handbook.exporters import FORMATS, work_of_paper
from handbook.exporters.bibtex import name_of, protected
from handbook.exporters.work import work_of_fields
from handbook.library.library import Library
from handbook.model.people import Person
from handbook.text.commands import EXPORTED
from handbook.text.latex import Text, text

NAMES = {
    "Doe, Jane": Person(family="Doe", given="Jane"),
    "van de Kar, Mozes": Person(family="Kar", given="Mozes", particle="van de"),
    "Doe, Jr., Jane": Person(family="Doe", given="Jane", lineage="Jr."),
    "van Doe, III, J.": Person(family="Doe", given="J.", particle="van", lineage="III"),
    "Doe, Jr., {}": Person(family="Doe", lineage="Jr."),
    "Des Marais, David J.": Person(family="Des Marais", given="David J."),
    "{de Bezenac}, Emmanuel": Person(family="de Bezenac", given="Emmanuel"),
    "{Institute of A, B and C}": Person(family="Institute of A, B and C"),
    "{Google Research}": Person(family="Google Research"),
    "Zotero": Person(family="Zotero"),
    "张伯伟": Person(family="张伯伟"),
    "欧阳, 修": Person(family="欧阳", given="修"),
    "{others}": Person(family="others"),
}


@pytest.mark.parametrize(("written", "person"), NAMES.items(), ids=list(NAMES))
def test_names_are_written_so_that_bibtex_divides_them_as_they_are(written: str, person: Person) -> None:
    assert name_of(person) == written
    (found,) = work_of_fields("misc", "a", {"author": written}).authors
    assert found == person


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("BERT: Pre-training of Deep Models", "{BERT}: Pre-training of Deep Models"),
        ("A Survey of GPT-3 and T5", "A Survey of {GPT}-3 and {T5}"),
        ("U-Net for X-ray, arXiv and mBERT", "{U-Net} for {X-ray}, {arXiv} and {mBERT}"),
        ("3D Vision with ResNet50", "{3D} Vision with {ResNet50}"),
        ("Don't Stop: I Am Here", "Don't Stop: {I} Am Here"),
        ("{Mining}-based {LLM}s of {North America}", "{Mining}-based {LLMs} of {North America}"),
        ("a plain title", "a plain title"),
        ("预训练 GPT 模型", "预训练 {GPT} 模型"),
    ],
)
def test_capitals_that_must_stay_are_in_braces(title: str, written: str) -> None:
    assert protected(text(title)) == written
    assert protected(text(written)) == written  # once more changes nothing


def test_special_characters_are_escaped() -> None:
    shown = "50% of $5 & #1_x {a} ~ ^ \\ é"
    assert protected(Text(shown), ascii_letters=True) == (
        r"50\% of \$5 \& \#1\_x \textbraceleft{}a\textbraceright{} \textasciitilde{} \textasciicircum{} \textbackslash{} {\'{e}}"
    )


def test_a_preprint_has_what_latex_and_zotero_read() -> None:
    fields = {"author": "Doe, Jane", "title": "T", "year": "2021", "eprint": "2110.03888", "archiveprefix": "arXiv"}
    work = work_of_fields("misc", "a", {**fields, "primaryclass": "cs.CL"})
    record = FORMATS["bibtex"].record(work)
    for line in (
        "@misc{a,",
        "eprint = {2110.03888},",
        "archiveprefix = {arXiv},",
        "eprinttype = {arxiv},",
        "primaryclass = {cs.CL},",
    ):
        assert line in record
    record = FORMATS["biblatex"].record(work)
    for line in ("@online{a,", "eprint = {2110.03888},", "eprinttype = {arxiv},", "eprintclass = {cs.CL},", "date = {2021},"):
        assert line in record


def test_keys_are_those_of_the_handbook(handbook: Library) -> None:
    for key, paper in handbook.works.items():
        assert FORMATS["bibtex"].record(work_of_paper(paper)).splitlines()[0].partition("{")[2] == f"{key},"


def test_no_number_of_arxiv_is_lost(handbook: Library) -> None:
    found = [paper for paper in handbook.works.values() if paper.arxiv]
    assert len(found) > 20
    for paper in found:
        for name, each in FORMATS.items():
            assert paper.arxiv in each.record(work_of_paper(paper)) or name == "myst"


FIELDS = {
    "title": "Sparse {$\\ell_1$} \\emph{in vitro} & BERT",
    "author": "{\\noopsort{marle}}van Marle, Ann and Doe, Jane and others",
    "editor": "诸葛 亮 and et al.",
    "journal": "Herds \\& Flocks",
    "note": "a \\textsc{note}",
    "pages": "1--2",
    "year": "1829--1830",
    "month": "October and November",
}


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_values_are_kept_as_the_file_has_them(name: str) -> None:
    written = FORMATS[name].record(work_of_fields("article", "a", FIELDS))
    assert "title = {Sparse {$\\ell_1$} \\emph{in vitro} \\& BERT}," in written
    assert "author = {{\\noopsort{marle}}van Marle, Ann and Doe, Jane and others}," in written
    assert "editor = {诸葛, 亮 and others}," in written
    assert "{Herds \\& Flocks}," in written
    assert "note = {a \\textsc{note}}," in written


def test_a_year_and_a_month_that_are_no_date_are_kept() -> None:
    written = FORMATS["bibtex"].record(work_of_fields("article", "a", FIELDS))
    assert "year = {1829--1830}," in written
    assert "month = {October and November}," in written
    assert "month = oct," in FORMATS["bibtex"].record(work_of_fields("article", "a", {"year": "2020", "month": "October"}))


@pytest.mark.parametrize(
    "value", ["\\input{x}", "^^5cinput{x}", "$^^5cinput$", "\\csname a", "}{", "\\lesssim {", "a \\write18{rm}"]
)
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_no_value_becomes_a_command(name: str, value: str) -> None:
    fields = {
        "title": value,
        "author": f"A{value}, B",
        "journal": value,
        "note": value,
        "url": "https://a.org/^^5cx",
        "doi": "10.1/^^5c",
    }
    written = FORMATS[name].record(work_of_fields("article", "a", fields))
    assert "^^" not in written
    assert {*re.findall(r"\\([A-Za-z]+)", written)} <= EXPORTED
    assert written.count("{") == written.count("}")


def test_a_changed_title_is_not_written_as_the_file_has_it() -> None:
    work = replace(work_of_fields("article", "a", {"title": "Old $x$"}), title=Text("New"))
    assert "title = {New}," in FORMATS["bibtex"].record(work)


@pytest.mark.parametrize(
    "person",
    [
        Person(family="王芳,李娜"),
        Person(family="王芳", given="李娜"),
        Person(family="亮", given="诸葛"),
        Person(family="et al."),
        Person(family="等"),
        Person(family="A", given="B; C"),
        Person(family="ö", given=";and", particle="van de"),
        Person(family="family=x"),
        Person(family="A &amp; B"),
        Person(family="van de {"),
        Person(family="a{", particle="van de"),
    ],
    ids=str,
)
@pytest.mark.parametrize("ascii_letters", [False, True])
def test_no_name_is_taken_for_another(person: Person, ascii_letters: bool) -> None:
    written = name_of(person, ascii_letters=ascii_letters)
    assert work_of_fields("misc", "a", {"author": f"{written} and Doe, Jane"}).authors == (
        person,
        Person(family="Doe", given="Jane"),
    )


def test_bibtex_keeps_where_the_file_has_the_number_of_a_preprint() -> None:
    fields = {
        "title": "T",
        "author": "Doe, Jane",
        "journal": "CoRR",
        "volume": "abs/1808.10122",
        "year": "2018",
        "note": "arXiv: 1808.10122",
    }
    written = FORMATS["bibtex"].record(work_of_fields("article", "a", fields))
    assert "volume = {abs/1808.10122}," in written
    assert "note = {arXiv: 1808.10122}," in written
    assert "eprint = {1808.10122}," in written
