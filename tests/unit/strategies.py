"""Texts for hypothesis: anything at all, and what is made of pieces of our syntax."""

from __future__ import annotations

from hypothesis import strategies as st

PAGE_PIECES = (
    *(
        "---\n",
        "---\n",
        "...\n",
        "\n",
        "\n\n",
        "issue: 64\n",
        "title: 题\n",
        "date: 2022\n",
        "date: 2022-13\n",
        "en: A\n",
        "zh: ",
    ),
    *("aliases: [a, b", "]\n", "parent: {en: a}\n", "&a ", "*a", "!!map ", "? ", "| \n", '"\\U', '"', "'", "# 题\n", "## 节\n"),
    *(":::", "::::", "```", "````", "~~~", "{paper} key\n", "{hb:event} a-b\n", "{erratum}\n", "{note}\n", "{listing} x\n"),
    *(
        "{topic} a\n",
        "{code}\n",
        ":title: 题\n",
        ":topics: a、b\n",
        ":code: javascript:x\n",
        ":date: 20\n",
        ":x\n",
        ": ",
        "- ",
        "> ",
    ),
    *(
        "1. ",
        "    ",
        "\t",
        "| a | b |\n| - | - |\n",
        "{cite:p}`a,b`",
        "{topic}`甲 <a>`",
        "{issue}`1`",
        "`",
        "``",
        "[](#a)",
        "[^1]: ",
    ),
    *(
        "<!--",
        "-->",
        "%",
        "+++\n",
        "(a)=\n",
        "\\",
        "\r",
        "\r\n",
        "\0",
        "\ufeff",
        "\u2028",
        "\x85",
        "\x0c",
        "é",
        "预",
        "\U00020000",
    ),
)
BIB_PIECES = (
    *(
        "@misc{a,\n",
        "@article{b,\n",
        "@inproceedings(c,\n",
        "@string{s = {x}}\n",
        "@comment{",
        "@preamble{",
        "@",
        "a@b",
        "}",
        "}\n",
    ),
    *(
        "{",
        "(",
        ")",
        '"',
        ",",
        ",\n",
        "\n",
        "title = {",
        "author = {",
        "Doe, Jane",
        " and ",
        "others",
        "year = 2022",
        "year = {20",
    ),
    *("doi = {10.1/a}", "eprint = {2101.00001v1}", "url = {http://", "eventtitle = {A 2022}", "related = {a}", "month = jan"),
    *(
        "relatedtype = {origpubas}",
        "s",
        " # ",
        "=",
        "\\",
        "\\'",
        "\\'{e}",
        "{\\'e}",
        "\\v{c}",
        "\\textbf{",
        "\\ss",
        "~",
        "--",
        "``",
        "$",
    ),
    *("%", "\r", "\r\n", "\0", "\ufeff", "\u2028", "\x85", "\x0c", "é", "预"),
)
FIELDS = ("title", "author", "editor", "year", "doi", "url", "eprint", "eventtitle", "journal", "howpublished", "pages", "note")
PATHS = ("issues/064.md", "docs/topics/a.md", "docs/institutions/b.md", "docs/methods/c.md", "docs/guide/prose.md", "index.md")


def made_of(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return texts made of *pieces* and of a few other characters."""
    return st.lists(st.sampled_from(pieces) | st.text(max_size=3), max_size=40).map("".join)


def page_of(front: str, body: str) -> str:
    """Return a page whose front matter is closed, so that what is in it is read."""
    return f"---\n{front}\n---\n# 题\n\n{body}"


def directive_of(options: str, body: str) -> str:
    """Return an issue in which one directive has *options* and *body*."""
    return page_of("issue: 64\ntitle: 题\ndate: 2022", f"::::{{paper}} key\n:title: 题\n{options}\n\n{body}\n::::\n")


def entry_of(values: dict[str, str]) -> str:
    """Return a .bib entry that can be read but for what its values hold."""
    return "@misc{a,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in values.items()) + "}\n"


PIECES = made_of(PAGE_PIECES)
PAGES = st.one_of(PIECES, st.text(), st.builds(page_of, PIECES, PIECES), st.builds(directive_of, PIECES, PIECES))
BIBS = st.one_of(
    made_of(BIB_PIECES), st.text(), st.dictionaries(st.sampled_from(FIELDS), made_of(BIB_PIECES), max_size=6).map(entry_of)
)
VALUES = made_of(BIB_PIECES)
