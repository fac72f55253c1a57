"""A megabyte of what a parser may find hard, for each reader; run as a program it reads all of it and prints what that cost."""

from __future__ import annotations

import gc
import io
import resource
import sys
import time
import zipfile
from pathlib import Path

SIZE = 1_000_000
TOP = "---\nen: A\nzh: 甲\n---\n# 甲\n\n"
ISSUE = "---\nissue: 64\ntitle: T\ndate: 2022\n---\n# 第 64 期\n\n"


def times(text: str, size: int = SIZE) -> str:
    """Return *text* again and again."""
    return text * (size // len(text.encode()))


def paragraphs(text: str) -> str:
    """Return paragraphs that are as long as they may be and filled with *text*."""
    return times(times(text, 3_990) + "\n\n")


PAGES = {
    "quotations": times("> > > > > > > > > > > > > > > > > > > a\n"),
    "lists in lists": "\n".join("  " * depth + "- a" for depth in range(1000)),
    "items of a list": times("- aaaaaaaaaaaaaaaaaa\n"),
    "brackets": paragraphs("![") + "](",
    "links that are not closed": paragraphs("[a](<"),
    "titles that are not closed": paragraphs('[a](b "'),
    "emphasis": paragraphs("**a*<"),
    "angles": paragraphs("<a "),
    "roles that are not closed": paragraphs("{a}`"),
    "runs of backticks": times("".join("`" * length + " " for length in range(1, 85)) + "<\n\n"),
    "definitions": times("[aaaaaaaaaaaaaa]: b\n\n"),
    "tables": times("| aaaaaaaaa | b |\n| - | - |\n"),
    "many blocks": times("a\n\n"),
    "boxes in boxes": "".join(":" * length + "{note}\n" for length in range(1400, 3, -1)),
    "directives that are refused": times("```{raw} html\na\n```\n"),
    "hidden characters": times("a\u202e"),
    "not UTF-8": times("a") + "\udcff",
    "front matter": "---\naliases: " + times("[") + "\n---\n# 甲\n",
    "aliases of YAML": "---\na: &a [x]\nb: [" + times("*a,", 45_000) + "]\n---\n# 甲\n",
    "headings of one name": times("# a\n", 190_000),
    "headings of no letters": times("## 甲\n", 400_000),
    "spaces in a list of YAML": "---\naliases: 'a" + " " * 49_000 + "b'\n---\n# 甲\n",
    "a role with backticks": times("\n{a}" + "`" * 1_900 + "x" * 2_080 + "\n"),
    "entities": paragraphs("&rlm;`"),
    "footnotes": "".join(f"[^{n}]\n\n[^{n}]: a\n\n" for n in range(12_000)),
    "labels": "".join(f"(a{n})=\n## b\n\n" for n in range(12_000)),
    "languages": "".join(f"```a{n}\n```\n" for n in range(20_000)),
    "links that are refused": paragraphs("[a](b:c) "),
    "a table of many columns": "|a" * 8_000 + "|\n" + "|-" * 8_000 + "|\n" + times("|a\n", 100_000),
    "citations that are misspelt": "".join(f"{{cite}}`zhang{n}lerning`\n\n" for n in range(16_000)),
    "anchors": paragraphs("[](#a)"),
    "fields of YAML": "---\n" + "".join(f"alises{number}: b\n" for number in range(3000)) + "---\n# 甲\n",
}
ISSUES = {
    "entries": times(":::{paper} aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n:title: t\n\nb\n:::\n"),
    "options": ":::{paper} a\n" + times(":topcis: aaaaaaaaaaaaaaaaaa\n") + "\n:::\n",
    "terms of an entry": ":::{paper} a\n:title: t\n:topics: " + times("a、") + "\n\nb\n:::\n",
    "spaces in an option": ":::{paper} a\n:title: t\n:topics: a" + times(" ") + "b\n\nb\n:::\n",
    "people": ":::{news} a\n:title: t\n:people: 甲" + " " * 900_000 + "乙\n\nb\n:::\n",
    "a long title": ":::{news} a\n:title: " + times("[a](") + "\n\nb\n:::\n",
    "errata": "::::{paper} a\n:title: t\n\nb\n\n"
    + times(":::{erratum}\n:printed: a\n:correct: b\n\nc\n:::\n", 700_000)
    + "::::\n",
    "date": ":::{event} a\n:title: t\n:date: " + times("2022-") + "\n\nb\n:::\n",
}
BIBS = {
    "braces that are not closed": "@misc{a,\n title = " + times("{"),
    "braces": "@misc{a,\n title = {" + times("{}") + "}}",
    "braces in quotation marks": '@misc{a,\n title = "' + times("{}") + '"}',
    "names": "@misc{a,\n author = {" + times("A and ", 190_000) + "B}}",
    "a name in pieces": "@misc{a,\n author = {" + times("{a} ") + "}}",
    "a title of capitals": "@misc{a,\n title = {" + times("aBc ", 190_000) + "}}",
    "a title of DOIs": "@misc{a,\n note = {" + times("10.1234.", 190_000) + "}}",
    "fields without DOI": "\n\n".join(
        f"@misc{{a{n}, author={{Roe, Ada}}, title={{A modelOf {n}.}}, year={{2022}}, url={{https://doi.org/10.1234/{n}}}}}"
        for n in range(9_000)
    ),
    "entries that are not closed": times("@misc{aaaaaaaaaaaaaaaaaa,\n"),
    "fields": "@misc{a,\n" + "".join(f"a{number} = {{b}},\n" for number in range(70_000)) + "}",
    "abbreviations of abbreviations": "@string{a0 = {xxxxxxxxxx}}\n"
    + "".join(f"@string{{a{number} = a{number - 1} # a{number - 1} # a{number - 1}}}\n" for number in range(1, 40)),
    "one abbreviation": "@string{a = {" + "x" * 900 + "}}\n@misc{b, title = " + times("a # ") + "a}",
    "backslashes": "@misc{a,\n title = {" + times("\\") + "}}",
    "accents": "@misc{a,\n title = {" + times("{\\'e}") + "}}",
    "accents of entries": "\n".join(f"@misc{{a{n}, title={{{{\\'e}} A title}}}}" for n in range(20_000)),
    "ordinary entries": "\n".join(
        f"@misc{{a{number},\n author = {{Doe, Jane and Roe, Richard}},\n title = {{A {{T}}itle}},\n year = {{2022}}\n}}"
        for number in range(9000)
    ),
}
TEXTS = {
    "prose": times("这是一段文字，没有别的。\n"),
    "titles": times("标题：一|A\n"),
    "links": times("论文地址：https://arxiv.org/abs/2210.11610\n"),
    "one line": times("论文"),
    "bars": times("|"),
    "colons": times("：：\n"),
    "spaces": times(" a"),
    "rows": "| Title | Authors | Paper |\n|---|---|---|\n"
    + times("| A title | A B, C D | [p](https://arxiv.org/abs/2210.11610) |\n"),
    "links of Markdown": times("[a](https://arxiv.org/abs/2210.11610) "),
    "brackets": times("[a["),
    "tags": times("<a href='"),
    "stars": times("**a"),
    "numbers": times("1. 题\nhttps://arxiv.org/abs/2210.11610\n"),
    "headings": times("## A Title of Words\nhttps://arxiv.org/abs/2210.11610\n"),
    "issues": times("No.1\n标题：甲 | 题\n"),
    "a web page": "<!DOCTYPE html><html><body>"
    + times("<p>标题：<b>甲</b> | <a href='https://arxiv.org/abs/2210.11610'>题</a></p>"),
    "a deep web page": "<html><body>" + times("<div>"),
    "spans of a web page": "<html><body><p>" + times("<span>甲</span>"),
    "a document of Word": times("<w:p><w:r><w:t>标题：甲</w:t></w:r></w:p>"),
    "a deep document of Word": times("<w:p>"),
}


FIXABLE = ("ordinary entries", "accents of entries", "fields without DOI", "many blocks", "tables", "entities")
"""The pages and .bib files in which there is something to fix; the other files are those of "edit"."""


def word(body: bytes) -> bytes:
    """Return a document of Word with these paragraphs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as document:
        name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        document.writestr("word/document.xml", b'<w:document xmlns:w="' + name + b'"><w:body>' + body + b"</w:body></w:document>")
    return packed.getvalue()


def peak_megabytes() -> int:
    """Return the most memory that this process has had; unlike ``ru_maxrss``, without what its parent had when it forked."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def main() -> None:
    """Read everything of the sort that is named, within 1 GB; print seconds of the processor, megabytes and name of each."""
    from contextlib import suppress

    from handbook.checking.advice import advise
    from handbook.checking.checks import check
    from handbook.checking.fixes import fixed
    from handbook.editing import bib
    from handbook.editing.page import insert_directive, set_front_matter
    from handbook.importing import UnreadableError, read_issues, text_of_file
    from handbook.importing.formats import MAX_LINES
    from handbook.library.library import Library
    from handbook.metadata.adding import AdditionError, Additions
    from handbook.metadata.bib import of_paper, read_file
    from handbook.reading.bibliography import read_bib
    from handbook.reading.pages import read_page
    from tests.unit.builders import WEEKLY

    def page(path: str, data: bytes) -> None:
        read, text = read_page(path, data)
        library = Library([read], [known])
        check(library)
        for _each in advise(library, {path: text}, lambda _path: True):
            pass

    def fix(data: bytes) -> None:
        if data.startswith(b"@"):
            path, texts, library = "bib/064.bib", {}, Library([], [read_bib("bib/064.bib", data)])
        else:
            path, data = "docs/topics/a.md", TOP.encode() + data
            read, shown = read_page(path, data)
            texts, library = {path: shown}, Library([read], [])
        fixed(data, [*check(library), *advise(library, texts, lambda _path: True)])

    def add(data: bytes) -> None:
        additions = Additions(Library([], []), lambda _path: None)
        for paper in read_file("a.bib", data)[0]:
            with suppress(AdditionError):
                additions.add(of_paper(paper, "a.bib"))
        assert data == b"warm" or "bib/background.bib" in additions.texts

    def edit(data: bytes) -> None:
        text = ISSUE + data.decode("utf-8", "surrogateescape")
        insert_directive(text, ":::{paper} a\n:::", ("论文推荐",))
        set_front_matter(text, "title", "b")
        for span in bib.entries(text):
            one = text[span.start : span.end]
            bib.set_fields(one, bib.entry(one, span.key), {"note": "a"})
            break

    def import_text(data: bytes) -> None:
        with suppress(UnreadableError):
            data = word(data) if data.startswith(b"<w:") else b"\n".join(data.split(b"\n")[:MAX_LINES])
            read_issues(text_of_file(data), WEEKLY)

    keys = "".join(f"@misc{{zhang{n}learning, author={{A, B}}, title={{T {n}}}, year={{2022}}}}\n" for n in range(3_000))
    known = read_bib("bib/001.bib", keys.encode() if sys.argv[1] in ("page", "issue") else b"")
    readers = {
        "page": (PAGES, lambda data: page("docs/topics/a.md", TOP.encode() + data if not data.startswith(b"---") else data)),
        "issue": (ISSUES, lambda data: page("issues/064.md", ISSUE.encode() + data)),
        "bib": (BIBS, lambda data: check(Library([], [read_bib("bib/064.bib", data)]))),
        "fix": (
            {name: (BIBS | PAGES)[name] for name in FIXABLE},
            fix,
        ),
        "add": ({name: BIBS[name] for name in ("ordinary entries", "accents of entries", "fields without DOI")}, add),
        "edit": (BIBS | ISSUES, edit),
        "import": (TEXTS, import_text),
    }
    resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))
    if sys.argv[1] in ("page", "issue", "bib", "fix"):
        gc.disable()  # as `handbook check` does, and a build nearly
    texts, read = readers[sys.argv[1]]
    read(b"warm")
    for name, text in texts.items():
        gc.collect()
        start = time.process_time()
        read(text.encode("utf-8", "surrogateescape"))
        used = time.process_time() - start
        print(f"{used:.2f} {peak_megabytes()} {name}", flush=True)


if __name__ == "__main__":
    main()
