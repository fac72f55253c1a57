"""Names, capitals and identifiers in BibTeX and BibLaTeX."""

from __future__ import annotations

import pytest

from handbook.exporters import FORMATS, work_of_paper
from handbook.exporters.bibtex import name_of, protected
from handbook.exporters.work import work_of_fields
from handbook.library.library import Library
from handbook.model.people import Person
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
