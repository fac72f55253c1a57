"""Small projects with citations, and functions that build them with the stock citation domain or with look-ups."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from building import Built, Project, files_below

STOCK = ["sphinxcontrib.bibtex"]
LOOKUP = ["sphinxcontrib.bibtex", "bibtex_lookups"]

CONF = """
project = "Cited"
html_theme = "basic"
bibtex_bibfiles = {bibfiles}
latex_engine = "xelatex"
today = "today"
"""


def work(key: str, kind: str = "article", **fields: str) -> str:
    """Return an entry of a .bib file."""
    own = {"author": f"{{Doe, Jane and {key.title()}, Richard}}", "title": f"{{On {key}}}", "year": "2020", "journal": "{Acta}"}
    lines = "".join(f"  {name} = {value},\n" for name, value in {**own, **fields}.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def page(title: str, *parts: str) -> str:
    """Return a page."""
    return f"{title}\n{'=' * 20}\n\n" + "\n\n".join(parts) + "\n"


def bibliography(*lines: str, argument: str = "") -> str:
    """Return a bibliography with options and listed keys."""
    return f".. bibliography:: {argument}\n" + "".join(f"   {line}\n" for line in lines)


def index(*docnames: str, body: str = "") -> str:
    """Return the front page."""
    return page("Front", body, ".. toctree::\n\n" + "".join(f"   {docname}\n" for docname in docnames))


BIBS = {
    "a.bib": work("alpha") + work("beta", year="2019", note="{See \\url{https://example.org/b}}") + work("gamma", year="2021"),
    "b.bib": work("delta", "book", journal="", publisher="{Press}") + work("epsilon", title="{On \\emph{some} thing}"),
    "sub/c.bib": work("zeta") + work("Eta", "misc", journal="", url="{https://example.org/e}") + work("theta_one", year="2018"),
}
ALL_BIBS = list(BIBS)

PLAIN = {
    "index.rst": index("one", "two", "three", body="See :cite:`alpha` and :cite:t:`beta`."),
    "one.rst": page("One", "Text :cite:p:`gamma,alpha` and :cite:`{see}delta{p. 3}`.", bibliography(), "After\n-----\n\nMore."),
    "two.rst": page("Two", "Text :cite:ts:`zeta` :cite:`Eta` :cite:empty:`theta_one`.", "Also :any:`beta` and :any:`one`."),
    "three.rst": page("Three", "No citation."),
}

FILTERS = (
    "docname in docnames",
    "docname not in docnames",
    '"one" in docnames',
    "cited and docname not in docnames",
    'cited and year > "2019"',
    'author % "Alpha" or key == "zeta"',
    'type == "book"',
    'not cited or docnames >= {"one", "two"}',
    "True",
    "not (cited and False)",
    '{"one"} & docnames',
)

PROJECTS: dict[str, dict[str, str]] = {
    "plain": PLAIN,
    "cited, not cited, all": {
        **PLAIN,
        "one.rst": page("One", ":cite:`gamma,alpha`", bibliography(":cited:", ":list: bullet")),
        "two.rst": page("Two", ":cite:`zeta,Eta`", bibliography(":notcited:", ":list: enumerated")),
        "three.rst": page("Three", bibliography(":all:", ":labelprefix: X", ":style: plain")),
    },
    "filters": {
        "index.rst": index("one", "two", "three", body="See :cite:`alpha` and :cite:t:`beta`."),
        **{
            f"{name}.rst": page(
                name,
                cited,
                *(
                    bibliography(f":filter: {each}", f":keyprefix: {name}{number}-", ":list: bullet")
                    for number, each in enumerate(FILTERS)
                ),
                *(bibliography(f":filter: {each}", f":labelprefix: {name}{number}") for number, each in enumerate(FILTERS[:3])),
            )
            for name, cited in (
                ("one", ":cite:`gamma,alpha,one3-beta`"),
                ("two", ":cite:`alpha` :cite:`zeta`"),
                ("three", "None."),
            )
        },
    },
    "own .bib file and listed keys": {
        "index.rst": index("one", "two", "three", body=":cite:`zeta`"),
        "one.rst": page(
            "One", ":cite:`beta,delta`", bibliography(argument="a.bib"), bibliography("", "zeta", argument="sub/c.bib")
        ),
        "two.rst": page("Two", bibliography(":style: unsrt", "", "epsilon", "alpha"), bibliography(argument="b.bib a.bib")),
        "three.rst": page("Three", bibliography(":filter: False", ":list: enumerated", "", "gamma", "alpha")),
    },
    "lists": {
        "index.rst": index("one", "two", body=":cite:`alpha,beta,delta`"),
        "one.rst": page(
            "One",
            bibliography(":list: enumerated", ":enumtype: loweralpha", ":start: 3", argument="a.bib"),
            bibliography(":list: enumerated", ":start: continue", ":all:", argument="b.bib"),
            bibliography(":list: enumerated", ":start: 7", ":filter: False"),
            bibliography(":list: enumerated", ":start: continue", ":all:", argument="sub/c.bib"),
        ),
        "two.rst": page("Two", bibliography(":list: enumerated", ":start: continue", ":all:"), bibliography(":list: bullet")),
    },
    "key prefixes": {
        "index.rst": index("one", "two", body=":cite:`a-alpha,b-alpha` :cite:t:`alpha`"),
        "one.rst": page("One", ":cite:`a-beta,b-zeta`", bibliography(":keyprefix: a-", ":labelprefix: A")),
        "two.rst": page(
            "Two",
            ":cite:`b-beta,a-zeta`",
            bibliography(":keyprefix: b-", ":labelprefix: B"),
            bibliography(":keyprefix: c-", ":all:", ":list: bullet"),
        ),
    },
    "mistakes": {
        "index.rst": index("one", "two", "three", body=":cite:`nobody,alpha` :cite:t:`no.one`"),
        "one.rst": page(
            "One",
            bibliography(":list: rows", "", "missing", "alpha"),
            bibliography(":filter: cited and (", ":all:", argument="b.bib nowhere.bib"),
            bibliography(":filter: cited and author", ":cited:", ":notcited:", ":all:"),
        ),
        "two.rst": page("Two", ":cite:`bare`", bibliography(":filter: lambda x: x"), bibliography(":filter: cited and 3 % 4")),
        "three.rst": page("Three", bibliography(), bibliography(":filter: 1 < 2 < 3", argument="a.bib")),
        "b.bib": work("bare", author="", journal="") + work("bare2", title=""),
    },
    "ids that others have": {
        "index.rst": index("one", "two", body=":cite:`alpha,zeta`"),
        "one.rst": page(
            "One",
            "id4\n---\n\nText\n\nid9\n---\n\n天\n--\n\nText :cite:`beta`.",
            bibliography(),
            "id12\n----\n\n地\n--\n\nText :cite:`delta`.",
            "alpha\n-----\n\nText",
            bibliography(":all:", ":list: bullet"),
            "id40\n----\n\n人\n--\n\nText",
        ),
        "two.rst": page(
            "Two", "alpha\n-----\n\nText.", bibliography(":all:"), "gamma\n-----\n\nText.", "epsilon\n-------\n\nText."
        ),
        "b.bib": BIBS["b.bib"] + work("theta-one") + work("1850"),
    },
}

CONFIGS: dict[str, dict[str, Any]] = {
    "default": {},
    "no tooltips": {"bibtex_tooltips": False, "bibtex_reference_style": "author_year"},
    "tooltips in another style": {"bibtex_tooltips_style": "plain", "bibtex_reference_style": "super"},
    "named ids": {"bibtex_cite_id": "cite-{bibliography_count}-{key}", "bibtex_bibliography_id": "bib-{bibliography_count}"},
    "clashing ids": {"bibtex_cite_id": "{key}", "bibtex_bibliography_header": ".. rubric:: Works"},
}

INCREMENTAL = {
    "index.rst": index("cites", "lists", "mentions", "lists_c", "plain"),
    "cites.rst": page("Cites", "A :cite:`alpha`."),
    "lists.rst": page("Lists", bibliography(argument="a.bib b.bib")),
    "mentions.rst": page("Mentions", "B :cite:`beta`."),
    "lists_c.rst": page("Lists C", ":cite:`zeta`", bibliography(argument="sub/c.bib")),
    "plain.rst": page("Plain", "None."),
}


def small(root: Path) -> Project:
    """Return a small project with citations."""
    project = Project(root=root / "cited")
    project.write({"conf.py": CONF.format(bibfiles=ALL_BIBS), **BIBS, **PLAIN})
    return project


def built(root: Path) -> Project:
    """Return a project already built with look-ups."""
    project = small(root)
    project.remove(*PLAIN)
    project.write(dict(INCREMENTAL))
    project.build(extensions=LOOKUP)
    return project


def output(
    project: Project, extensions: list[str], builder: str = "html", *, name: str = "", **options: Any
) -> tuple[Built, dict[str, bytes]]:
    """Build in a folder named after the last extension, and return the files."""
    out = project.out.parent / (name or extensions[-1])
    built = project.build(builder, out=out, extensions=extensions, **options)
    return built, files_below(out / builder)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """Return the names of the files that differ."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def warnings_of(built: Built) -> list[str]:
    """Return the warnings without the memory addresses that some of them contain."""
    return [re.sub("0x[0-9a-f]+", "0x", line) for line in built.warnings]
