"""Bad input, part five: .bib files, with the expected reports."""

from __future__ import annotations

from .builders import BIB, KEY, PROSE, Files, bib, case

BACKGROUND_BIB = "bib/background.bib"
AT_OR_ABOVE = "(look for a missing comma, brace or quotation mark at or above this line)"
KEEP_ONE = "(remove one of them, or give it another key; the first is used)"
OTHER_KEY = "(give one of them another key; a key that has been published stays)"
JOIN = "(keep one entry; link a preprint and its published version with `related` and `relatedtype = {origpubas}`)"
NAMES = "(write names as `Family, Given`, joined by `and`)"
JOINED = {"related": KEY, "relatedtype": "origpubas"}


def broken(*fields: str, end: str = "}\n") -> Files:
    """Return a .bib file whose first entry is invalid, followed by the entry that the issue presents."""
    return {BIB: "".join(f"{line}\n" for line in ("@misc{broken,", *fields)) + end + "\n" + bib()}


def two(first: str = "", **second: object) -> Files:
    """Return a .bib file of two works that are both in use; the second begins on the line after the first."""
    return {BIB: (first or bib()) + bib("roe2022other", **{"title": "Other Examples", **second}), PROSE: "{cite}`roe2022other`\n"}


def same(field: str) -> str:
    """Return the report about the second of two works."""
    return f"roe2022other has the same {field} as {KEY} in bib/064.bib:1 {JOIN}"


SYNTAX = (
    case(
        "an entry without a comma between two fields",
        broken("  title = {A}", "  year = {2022}"),
        ("bib-syntax", "bib/064.bib:3", f"BibTeX cannot be parsed: '}}' expected {AT_OR_ABOVE}"),
    ),
    case(
        "an entry with one brace too few",
        broken("  title = {A,", "  year = {2022}"),
        ("bib-syntax", "bib/064.bib:4", f"BibTeX cannot be parsed: premature end of file {AT_OR_ABOVE}"),
    ),
    case(
        "an entry with two braces too few",
        broken("  title = {{A,", "  year = {2022}"),
        ("bib-syntax", "bib/064.bib:4", f"BibTeX cannot be parsed: premature end of file {AT_OR_ABOVE}"),
    ),
    case(
        "an entry that is not closed",
        broken("  title = {A},", end=""),
        ("bib-syntax", "bib/064.bib:2", f"BibTeX cannot be parsed: premature end of file {AT_OR_ABOVE}"),
    ),
    case(
        "a last entry that is not closed",
        {BIB: bib() + "@misc{broken,\n  title = {A},\n"},
        ("bib-syntax", "bib/064.bib:7", f"BibTeX cannot be parsed: premature end of file {AT_OR_ABOVE}"),
    ),
    case(
        "an entry with an open quotation mark",
        broken('  title = "A,', "  year = {2022}"),
        ("bib-syntax", "bib/064.bib:4", f"BibTeX cannot be parsed: unbalanced braces {AT_OR_ABOVE}"),
    ),
    case(
        "an entry with a value in neither braces nor quotation marks",
        {BIB: bib(kind="article", journal="J").replace("{J}", "nature")},
        (
            "bib-value",
            "bib/064.bib:5",
            f"{KEY}: journal cannot be nature (define it with @string, or write the text in braces)",
        ),
    ),
    case(
        "an invalid entry with text that looks like an entry",
        broken("  title = {A}", "  note = {doe@example{x}}"),
        ("bib-syntax", "bib/064.bib:3", f"BibTeX cannot be parsed: '}}' expected {AT_OR_ABOVE}"),
    ),
    case(
        "a key of a .bib entry that is longer than any",
        {BIB: bib() + bib("d" * 251)},
        (
            "bad-id",
            "bib/064.bib:6",
            f"{'d' * 119}… cannot be an identifier (use ASCII letters, digits, hyphen, full stop, colon and underscore)",
        ),
    ),
)

FIELDS = (
    case(
        "an entry without author, title and year",
        {BIB: bib(author=None, title=None, year=None)},
        ("bib-field", "bib/064.bib:1", f"{KEY} has no author (add `author = {{…}}`)"),
        ("bib-field", "bib/064.bib:1", f"{KEY} has no title (add `title = {{…}}`)"),
        ("bib-field", "bib/064.bib:1", f"{KEY} has no year (add `year = {{…}}`)"),
    ),
    case(
        "a paper of a meeting without its proceedings",
        {BIB: bib(kind="inproceedings")},
        ("bib-field", "bib/064.bib:1", f"{KEY} has no booktitle (add `booktitle = {{…}}`)"),
    ),
    case(
        "an article with an empty journal",
        {BIB: bib(kind="article", journal="")},
        ("bib-field", "bib/064.bib:5", f"{KEY} has no journal (add `journal = {{…}}`)"),
    ),
    case(
        "a year in words",
        {BIB: bib(year="in press")},
        ("bib-value", "bib/064.bib:4", f"{KEY}: year cannot be in press (write the year with four digits)"),
    ),
    case(
        "a DOI with the address of a publisher",
        {BIB: bib(doi="https://example.org/10.1000/182")},
        (
            "bib-value",
            "bib/064.bib:5",
            f"{KEY}: doi cannot be https://example.org/10.1000/182 (write the DOI without an address: 10.1000/182)",
        ),
    ),
    case(
        "authors joined by commas",
        {BIB: bib(author="Doe, Jane, Roe, Richard")},
        ("bib-value", "bib/064.bib:2", f"{KEY}: author cannot be Doe, Jane, Roe, Richard {NAMES}"),
    ),
    case(
        "an author without a name", {BIB: bib(author=",")}, ("bib-value", "bib/064.bib:2", f"{KEY}: author cannot be , {NAMES}")
    ),
    case(
        "a title that ends with a backslash",
        {BIB: bib(title="Deep Examples\\")},
        (
            "bib-value",
            "bib/064.bib:3",
            f"{KEY}: title cannot be Deep Examples\\ (write LaTeX; a backslash begins a command)",
        ),
    ),
    case(
        "an entry of an unknown type",
        {BIB: bib(kind="inprocedings")},
        (
            "bib-value",
            "bib/064.bib:1",
            f"{KEY}: @ cannot be inprocedings (use a type of BibTeX: article, inproceedings, misc …)",
        ),
    ),
    case(
        "a duplicate field",
        {BIB: bib(Title="Other")},
        ("bib-value", "bib/064.bib:5", f"{KEY}: Title cannot be Other (give it once; the first is used)"),
    ),
)

DUPLICATES = (
    case(
        "a key of two entries of one file",
        {BIB: f"{bib()}\n{bib(title='Other')}"},
        ("duplicate-key", "bib/064.bib:7", f"{KEY} is also the key of an entry in bib/064.bib:1 {KEEP_ONE}"),
    ),
    case(
        "a key of two entries of two files",
        {BACKGROUND_BIB: f"% more\n\n{bib(title='Other')}"},
        ("duplicate-key", "bib/background.bib:3", f"{KEY} is also the key of an entry in bib/064.bib:1 {KEEP_ONE}"),
    ),
    case(
        "two keys that differ only in case, in two files",
        {BACKGROUND_BIB: bib(KEY.title(), title="Other"), PROSE: f"{{cite}}`{KEY.title()}`\n"},
        ("key-case", "bib/background.bib:1", f"{KEY.title()} differs only in case from {KEY} in bib/064.bib:1 {OTHER_KEY}"),
    ),
    case(
        "two works with one DOI",
        two(bib(doi="10.1000/AbC"), doi="https://doi.org/10.1000/aBc"),
        ("duplicate-paper", "bib/064.bib:7", same("doi")),
    ),
    case(
        "two works with one arXiv identifier in two versions",
        two(bib(eprint="2101.00001v1"), url="https://arxiv.org/pdf/2101.00001v3.pdf"),
        ("duplicate-paper", "bib/064.bib:7", same("arXiv id")),
    ),
    case(
        "two works with one arXiv identifier of the old style",
        two(bib(eprint="arXiv:cs/0101001v2"), doi="10.48550/arXiv.cs/0101001"),
        ("duplicate-paper", "bib/064.bib:7", same("arXiv id")),
    ),
    case(
        "two works with one title but for case, braces, accents and punctuation",
        two(title="{DEEP}\n  Ex{\\'a}mples."),
        ("duplicate-paper", "bib/064.bib:6", same("title")),
    ),
    case(
        "two works with the same DOI, identifier and title",
        two(bib(doi="10.1000/1", eprint="2101.00001"), title="Deep examples", doi="10.1000/1", eprint="2101.00001"),
        ("duplicate-paper", "bib/064.bib:8", same("doi")),
    ),
    case(
        "a preprint and its published version",
        two(bib(eprint="2101.00001"), title="Deep examples", eprint="2101.00001", **JOINED),
    ),
    case(
        "a published version and its preprint below it",
        {BIB: bib("roe2022other", eprint="2101.00001", **JOINED) + bib(eprint="2101.00001")},
    ),
    case(
        "two works with one title and another relation",
        two(title="Deep examples", related=KEY, relatedtype="reprintof"),
        ("duplicate-paper", "bib/064.bib:6", same("title")),
        ("bib-value", "bib/064.bib:11", "roe2022other: relatedtype cannot be reprintof (write origpubas)"),
    ),
    case(
        "the published version of a missing preprint",
        two(related="doe2022dep", relatedtype="origpubas"),
        (
            "unknown-citation",
            "bib/064.bib:6",
            f"no .bib file has the key doe2022dep (did you mean {KEY}? add the entry to bib/, or correct the key)",
        ),
    ),
    case(
        "two published versions of one preprint",
        {BIB: bib() + bib("a", title="A", **JOINED) + bib("b", title="B", **JOINED)},
        ("duplicate-paper", "bib/064.bib:13", f"b has the same related as a in bib/064.bib:6 {JOIN}"),
    ),
)

UNUSED = (
    case(
        "an entry that no page uses",
        {BIB: bib() + bib("roe2022other", title="Other Examples")},
        ("entry-unused", "bib/064.bib:6", "roe2022other is neither presented nor cited (the entry stays in the file)"),
    ),
    case("the published version of a preprint that is presented", {BIB: bib() + bib("roe2022other", **JOINED)}),
)

CASES = (*SYNTAX, *FIELDS, *DUPLICATES, *UNUSED)
