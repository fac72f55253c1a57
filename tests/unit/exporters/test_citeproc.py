"""The processor of CSL prints what pandoc and citeproc-js print with the same styles, and knows all that the styles use."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from handbook.exporters.citeproc import FOLDER, reference
from handbook.exporters.csl_locale import CSL

STYLES = ("apa", "ieee")
DOE, ROE, POE = ({"family": family, "given": given} for family, given in (("Doe", "Jane"), ("Roe", "Richard"), ("Poe", "P. Q.")))
ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "author": [DOE, ROE],
    "title": "Quiet herds",
    "container-title": "Journal of the herd",
    "volume": "3",
    "issue": "2",
    "page": "101-9",
    "issued": {"date-parts": [[2020, 5]]},
}
CHAPTER: dict[str, Any] = {
    **ARTICLE,
    "type": "chapter",
    "editor": [ROE, POE],
    "container-title": "A companion",
    "publisher": "Meadow",
    "publisher-place": "Lima",
    "volume": "",
    "issue": "",
    "edition": "2",
}
BOOK: dict[str, Any] = {
    "type": "book",
    "title": "Essays",
    "editor": [DOE, ROE],
    "publisher": "Meadow",
    "issued": {"date-parts": [[2015]]},
}

# What pandoc 3.9 prints, and citeproc-js 1.4.63 too.
REFERENCES: dict[str, tuple[dict[str, Any], str, str]] = {
    "article": (
        ARTICLE,
        "Doe, J., & Roe, R. (2020). Quiet herds. Journal of the Herd, 3(2), 101–109.",
        "J. Doe and R. Roe, “Quiet herds,” Journal of the herd, vol. 3, no. 2, pp. 101–9, May 2020.",
    ),
    "chapter": (
        CHAPTER,
        "Doe, J., & Roe, R. (2020). Quiet herds. In R. Roe & P. Q. Poe (Eds.), A companion (2nd ed., pp. 101–109). Meadow.",
        "J. Doe and R. Roe, “Quiet herds,” in A companion, 2nd ed., R. Roe and P. Q. Poe, Eds., Lima: Meadow, 2020, pp. 101–9.",
    ),
    "editors": (BOOK, "Doe, J., & Roe, R. (Eds.). (2015). Essays. Meadow.", "J. Doe and R. Roe, Eds., Essays. Meadow, 2015."),
    "one editor": ({**BOOK, "editor": [DOE]}, "Doe, J. (Ed.). (2015). Essays. Meadow.", "J. Doe, Ed., Essays. Meadow, 2015."),
    "a question": (
        {**ARTICLE, "title": "Whose herd?"},
        "Doe, J., & Roe, R. (2020). Whose herd? Journal of the Herd, 3(2), 101–109.",
        "J. Doe and R. Roe, “Whose herd?” Journal of the herd, vol. 3, no. 2, pp. 101–9, May 2020.",
    ),
    "a quotation": (
        {**ARTICLE, "title": '"Graze" and don\'t run'},
        "Doe, J., & Roe, R. (2020). “Graze” and don’t run. Journal of the Herd, 3(2), 101–109.",
        "J. Doe and R. Roe, “‘Graze’ and don’t run,” Journal of the herd, vol. 3, no. 2, pp. 101–9, May 2020.",
    ),
    "nobody": (
        {**ARTICLE, "author": []},
        "Quiet herds. (2020). Journal of the Herd, 3(2), 101–109.",
        "“Quiet herds,” Journal of the herd, vol. 3, no. 2, pp. 101–9, May 2020.",
    ),
    "seven people": (
        {**ARTICLE, "author": [POE, DOE, DOE, DOE, DOE, DOE, DOE]},
        "Poe, P. Q.,{} & Doe, J. (2020). Quiet herds. Journal of the Herd, 3(2), 101–109.".format(" Doe, J.," * 5),
        "P. Q. Poe et al., “Quiet herds,” Journal of the herd, vol. 3, no. 2, pp. 101–9, May 2020.",
    ),
    "no date": (
        {**ARTICLE, "issued": None},
        "Doe, J., & Roe, R. (n.d.). Quiet herds. Journal of the Herd, 3(2), 101–109.",
        "J. Doe and R. Roe, “Quiet herds,” Journal of the herd, vol. 3, no. 2, pp. 101–9.",
    ),
    "a page of the web": (
        {
            "type": "webpage",
            "author": [{"literal": "Herd Society"}],
            "title": "Grazing map",
            "URL": "https://example.org/g_1",
            "issued": {"date-parts": [[2016, 5, 3]]},
            "accessed": {"date-parts": [[2018, 1, 2]]},
        },
        "Herd Society. (2016, May 3). Grazing map. https://example.org/g_1",
        "Herd Society, “Grazing map.” Accessed: Jan. 02, 2018. [Online]. Available: https://example.org/g_1",
    ),
    "in German": (
        {**ARTICLE, "container-title": "Zeitschrift der herde", "language": "de", "page": "e12"},
        "Doe, J., & Roe, R. (2020). Quiet herds. Zeitschrift der herde, 3(2), e12.",
        "J. Doe and R. Roe, “Quiet herds,” Zeitschrift der herde, vol. 3, no. 2, p. e12, May 2020.",
    ),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_a_reference_is_that_of_pandoc_and_citeproc_js(name: str) -> None:
    item, apa, ieee = REFERENCES[name]
    assert reference("apa", item) == apa
    assert reference("ieee", item) == ieee


def test_twenty_one_people_in_apa_are_nineteen_and_the_last() -> None:
    people = [{"family": f"Name{number}", "given": "A."} for number in range(21)]
    assert "Name18, A., … Name20, A. (2020)" in reference("apa", {**ARTICLE, "author": people})


def test_a_date_in_words_is_printed_as_it_is() -> None:
    assert reference("apa", {**ARTICLE, "issued": {"literal": "spring 1985"}}).startswith("Doe, J., & Roe, R. (spring 1985). ")


def test_a_case_at_law_is_cited_by_its_first_page() -> None:
    case = {"type": "legal_case", "title": "Doe v Roe", "container-title": "CLR", "volume": "195", "page": "337-40"}
    assert reference("apa", case) == "Doe v Roe, 195 CLR 337."


KNOWN = {
    "layout": set(),
    "group": {"delimiter", "prefix", "suffix", "font-style"},
    "text": {"macro", "variable", "term", "value", "form", "plural", "quotes", "text-case", "prefix", "suffix"},
    "number": {"variable", "form"},
    "label": {"variable", "form", "text-case", "prefix", "suffix"},
    "date": {"variable", "form", "date-parts", "prefix", "suffix", "delimiter"},
    "date-part": {"name", "form", "prefix", "suffix"},
    "names": {"variable", "delimiter", "prefix", "suffix"},
    "name": {
        *("and", "delimiter", "delimiter-precedes-last", "et-al-min", "et-al-use-first", "form", "initialize"),
        *("initialize-with", "name-as-sort-order"),
    },
    "et-al": set(),
    "substitute": set(),
    "choose": set(),
    "if": {"type", "variable", "is-numeric", "is-uncertain-date", "locator", "match"},
    "else-if": {"type", "variable", "is-numeric", "locator", "match"},
    "else": set(),
}
"""The elements that the processor knows, with the attributes that change the text."""
UNSEEN = {"font-style", "font-weight"}
"""Attributes that plain text cannot show."""
VALUES = {
    "and": {"text", "symbol"},
    "delimiter-precedes-last": {"always"},
    "name-as-sort-order": {"all"},
    "text-case": {"title", "lowercase", "capitalize-first"},
}


def reached(root: Any) -> list[Any]:
    """Return the elements of the layout of references, and of all macros that it calls."""
    macros = {macro.get("name"): macro for macro in root.iter(f"{CSL}macro")}
    found, todo = [], [root.find(f"{CSL}bibliography/{CSL}layout")]
    while todo:
        elements = [*todo.pop().iter()]
        found += elements
        todo += [macros.pop(name) for name in (each.get("macro") for each in elements) if name in macros]
    return [each for each in found if each.tag != f"{CSL}macro"]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_uses_nothing_that_the_processor_does_not_know(style: str) -> None:
    root = etree.parse(FOLDER / f"{style}.csl", etree.XMLParser(remove_comments=True)).getroot()
    elements = reached(root)
    assert len(elements) > 100
    for element in elements:
        tag = element.tag.removeprefix(CSL)
        assert {*element.attrib} <= KNOWN[tag] | UNSEEN, (tag, dict(element.attrib))
        assert all(element.get(name, "") in {*values, ""} for name, values in VALUES.items()), dict(element.attrib)


@pytest.mark.parametrize("name", ["apa.csl", "ieee.csl", "locales-en-US.xml"])
def test_the_files_name_their_licence(name: str) -> None:
    assert 'license="http://creativecommons.org/licenses/by-sa/3.0/"' in (FOLDER / name).read_text(encoding="utf-8")
