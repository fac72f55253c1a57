"""The exported files in biber, bibutils, pandoc and LaTeX."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from benchmarks import differences
from handbook.exporters import FORMATS, Work
from handbook.exporters.biblatex_fields import FIELDS
from handbook.exporters.csl_styles import printed

from .programs import run

MODS = {"m": "http://www.loc.gov/mods/v3"}
DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{url}
\begin{document}
\nocite{*}
\bibliographystyle{plain}
\bibliography{bibtex}
\end{document}
"""
MARKDOWN = "---\nnocite: '@*'\nbibliography: csl-json.json\n---\n"


def test_biber_finds_nothing_wrong_by_the_model_of_biblatex(folder: Path) -> None:
    said = run("biber", "--tool", "--validate-datamodel", "biblatex.bib", folder=folder)
    assert "INFO - Found BibTeX data source 'biblatex.bib'" in said
    assert [line for line in said.splitlines() if "WARN" in line or "ERROR" in line] == []


def test_biber_finds_nothing_in_bibtex_but_the_name_that_zotero_needs(folder: Path) -> None:
    said = run("biber", "--tool", "--validate-datamodel", "bibtex.bib", folder=folder)
    warnings = [line for line in said.splitlines() if line.startswith("WARN") or " ERROR" in line]
    assert warnings
    assert [line for line in warnings if "Field 'archiveprefix' invalid in data model" not in line] == []


def mods(folder: Path, program: str, name: str) -> dict[str, etree._Element]:
    """Return what bibutils makes of a file, by key."""
    said = run(program, name, folder=folder)
    assert "unused" not in said
    assert "Warning" not in said
    tree = etree.fromstring(said[said.index("<?xml") : said.rindex("</modsCollection>") + 17].encode())
    return {each.get("ID"): each for each in tree.findall("m:mods", MODS)}


def squeezed(text: str) -> str:
    """Return *text* without what bibutils cuts titles at and TeX writes otherwise."""
    return re.sub(r"[\W_]+", "", text).casefold()


def test_bibutils_loses_nothing_of_ris(folder: Path, works: list[Work]) -> None:
    found = mods(folder, "ris2xml", "ris.ris")
    assert [*found] == [work.key for work in works]
    for work in works:
        record = found[work.key]
        title = "".join(record.xpath("m:titleInfo[not(@type)]/*/text()", namespaces=MODS))
        assert squeezed(title) == squeezed(work.title.plain)
        names = record.xpath("m:name[m:role/m:roleTerm='author']", namespaces=MODS)
        if work.key == "group":
            continue  # bibutils divides at "and"
        assert len(names) == len(work.authors)
        for name, person in zip(names, work.authors, strict=True):
            parts = " ".join(name.xpath("m:namePart/text()", namespaces=MODS))  # a group is divided where bibutils likes
            assert set(re.findall(r"\w{2,}", person.family)) <= set(re.findall(r"\w+", parts))
        text = " ".join(record.itertext())
        for value in (work.doi, work.url.removeprefix("https://doi.org/"), work.arxiv, work.date[:4], work.get("volume")):
            assert value in text


def test_bibutils_reads_bibtex(folder: Path, works: list[Work]) -> None:
    found = mods(folder, "bib2xml", "bibtex.bib")
    assert [*found] == [work.key for work in works]
    for work in works:
        if work.key == "group":
            continue  # bibutils divides at "and" even in braces
        assert len(found[work.key].xpath("m:name[m:role/m:roleTerm='author']", namespaces=MODS)) == len(work.authors)


def test_pandoc_prints_every_entry_without_a_warning(folder: Path, works: list[Work]) -> None:
    (folder / "all.md").write_text(MARKDOWN)
    said = run("pandoc", "--citeproc", "--fail-if-warnings", "-t", "html", "all.md", folder=folder)
    assert sorted(re.findall(r'id="ref-([^"]+)"', said)) == sorted(work.key for work in works)
    for work in works:
        assert f"https://doi.org/{work.doi}".replace("<", "&lt;").replace(">", "&gt;") in said or not work.doi


@pytest.mark.parametrize("style", ["apa", "ieee"])
def test_apa_and_ieee_are_what_pandoc_prints(style: str, works: list[Work]) -> None:
    items = [printed(work) for work in works]
    theirs = differences.pandoc(style, items)
    assert {*theirs} == {*range(len(works))}
    kinds = {
        work.key: differences.difference(FORMATS[style].record(work), theirs[place], items[place])
        for place, work in enumerate(works)
    }
    assert {key: kind for key, kind in kinds.items() if kind} == {}


def test_pandoc_reads_the_other_formats_back(folder: Path, works: list[Work]) -> None:
    for name, form in (("bibtex.bib", "bibtex"), ("biblatex.bib", "biblatex")):
        found = {each["id"]: each for each in json.loads(run("pandoc", "-f", form, "-t", "csljson", name, folder=folder))}
        assert sorted(found) == sorted(work.key for work in works)
        for work in works:
            title = found[work.key]["title"].replace("ı", "ï")  # pandoc 2 loses the accent of a dotless i
            assert squeezed(re.sub(r"<[^>]+>", "", title)) == squeezed(work.title.plain)
            assert len(found[work.key]["author"]) == len(work.authors)


def test_latex_and_bibtex_print_all_without_a_warning(folder: Path, works: list[Work]) -> None:
    (folder / "all.tex").write_text(DOCUMENT)
    run("pdflatex", "-interaction=nonstopmode", "all.tex", folder=folder)
    said = run("bibtex", "all", folder=folder)
    assert [line for line in said.splitlines() if "warning" in line.lower() or "error" in line.lower()] == []
    for _round in range(2):
        run("pdflatex", "-interaction=nonstopmode", "all.tex", folder=folder)
    log = (folder / "all.log").read_text(errors="replace")
    assert [line for line in log.splitlines() if "Warning" in line or line.startswith("!")] == []
    assert (folder / "all.bbl").read_text().count("\\bibitem{") == len(works)
    assert "Missing character" not in log


def test_the_fields_of_biblatex_are_those_of_bibers_model(folder: Path) -> None:
    model = etree.parse(run("biber", "--tool-config", folder=folder).strip().splitlines()[-1])
    given: dict[str, set[str]] = {"": set()}
    for fields in model.iter("{*}entryfields"):
        for kind in [each.text or "" for each in fields.iter("{*}entrytype")] or [""]:
            given.setdefault(kind, set()).update(each.text or "" for each in fields.iter("{*}field"))
    for kind, known in FIELDS.items():
        undated = {name for name in known if not name.endswith("date")}
        assert undated - given[""] - given[kind] == set()
