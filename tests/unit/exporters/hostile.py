"""Works with text that is made to break a format."""

from __future__ import annotations

from hypothesis import strategies as st

from handbook.exporters import Work
from handbook.model.people import Person
from handbook.reading.files import decode
from handbook.text.latex import NON_TEXT, Text

PIECES = (
    *(
        "{",
        "}",
        "\\",
        "\\\\",
        "%",
        "$",
        "&",
        "#",
        "_",
        "^",
        "~",
        '"',
        "'",
        "''",
        "``",
        "--",
        "---",
        ",",
        ";",
        ":",
        "|",
        "*",
        "[",
        "]",
    ),
    *(
        " and ",
        "and",
        " others",
        "\\textbf{",
        "\\'e",
        "{\\",
        "ER  - ",
        "TY  - ",
        "@misc{a,",
        "</script>",
        "<b>",
        "&amp;",
        "&#60;",
        "\0",
    ),
    *(
        "\n",
        "\r\n",
        "\t",
        "\x07",
        "\x1f",
        "\x85",
        "\u2028",
        "\u200f",
        "\u202e",
        "\ufeff",
        "\ufdd0",
        "\ue000",
        "e\u0301",
        "é",
        "ß",
        "ł",
    ),
    *(
        "预训练",
        "。",
        "（",
        "，",
        "שלום",
        "مرحبا",
        "🤖",
        "👩‍🔬",
        "𝔸",
        "“q”",
        "‘q’",
        "–",
        "—",
        "GPT-3",
        "arXiv",
        "BERT",
        "van de",
        "Jr.",
        "1",
        "=",
    ),
)


def clean(text: str) -> str:
    """Return *text* as the reader normalises it: on one line, without characters that are no text."""
    seen, _problems = decode(text.encode(errors="ignore"), "a.bib")  # reports and takes away what nobody can see
    return " ".join(NON_TEXT.sub("", seen).split())


TEXTS = (st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map("".join) | st.text(max_size=60)).map(clean)
NAMES = TEXTS.filter(lambda text: any(char.isalnum() for char in text))
PEOPLE = st.builds(Person, family=NAMES, given=st.just("") | NAMES, particle=st.sampled_from(["", "van de", "de la"]))
KINDS = st.sampled_from(["article", "inproceedings", "misc", "book", "phdthesis", "techreport", "online", "incollection"])
ADDRESSES = st.sampled_from(["", "https://example.org/a_b?c=%41&d=1#e~f", "https://例子.cn/预", "http://example.org/'\"<x>"])


@st.composite
def works(draw: st.DrawFn) -> Work:
    """Return a work."""
    title = draw(TEXTS)
    return Work(
        key=draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,20}", fullmatch=True)),
        type=draw(KINDS),
        authors=draw(st.lists(PEOPLE, max_size=3).map(tuple)),
        title=Text(title, draw(st.sampled_from([(), ((0, len(title)),)]) if title else st.just(()))),
        container=Text(draw(TEXTS)),
        date=draw(st.sampled_from(["", "2022", "2022-10", "2022-10-26"])),
        doi=draw(st.sampled_from(["", "10.1000/182", "10.1000/a_b<c>(d);e#f%g&h"])),
        arxiv=draw(st.sampled_from(["", "2110.03888", "cs/0112017"])),
        url=draw(ADDRESSES),
        fields=tuple(
            (name, value)
            for name, value in (
                ("volume", draw(TEXTS)),
                ("pages", draw(st.sampled_from(["", "1–20", "30:1–30:40", "e12"]))),
                ("publisher", draw(TEXTS)),
                ("note", draw(TEXTS)),
            )
            if value
        ),
        title_zh=draw(TEXTS),
    )
