"""Pages: their records with the lines of each; and no input raises an exception."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from handbook.model.records import Page, Section
from handbook.reading import blocks
from handbook.reading.blocks import block_parser, directive_of
from handbook.reading.files import decode, page_kind, split_front_matter
from handbook.reading.limits import MAX_DIRECTIVE_DEPTH
from handbook.reading.pages import read_page

from ..builders import KEY, entry, issue, term
from ..strategies import PAGES, PATHS

HIDDEN = ("Cc", "Cf", "Zl", "Zp")
"""The categories of invisible characters."""
TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=HIDDEN, include_characters="\n\t"))
ERRATUM = ":::{erratum}\n:printed: 甲\n:correct: 乙\n\n依据。\n:::\n"
FRAGMENTS = (
    *("\n", "\n\n", "- ", "1. ", "> ", "  ", "    ", "\t", ":::", "::::", "```", "````", "~~~", "\n:::\n", "\n::::\n", "\n```\n"),
    *("{paper} key\n", "{note}\n", ":title: t\n", "# ", "===\n", "{cite:p}`a, b`", "`", "\\", "text", "text\n", "| a |\n| - |\n"),
    *("<!--", "-->", "%", "+++\n", "(a)=\n", "[a]: ", "[^1]: ", "[^1]: ", "\n: ", "\n: "),
)


def page_of(text: str, path: str = "docs/guide/prose.md") -> Page:
    """Return the record of a page."""
    return read_page(path, text.encode())[0]


def mentions(text: str) -> list[tuple[str, str, int]]:
    """Return the mentions of a page of prose, with their lines."""
    return [(each.role, each.target, each.location.line) for each in page_of(text).mentions]


@given(TEXT.filter(lambda text: not text.startswith("\ufeff")))
def test_a_valid_file_is_decoded_as_it_was_encoded(text: str) -> None:
    assert decode(text.encode(), "a.md") == (text, ())


@given(TEXT, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_and_byte_order_marks_do_not_change_the_text(text: str, end: str) -> None:
    found, problems = decode(b"\xef\xbb\xbf" + text.replace("\n", end).encode(), "a.md")
    assert found == text
    assert {each.code for each in problems} == ({"byte-order-mark", "crlf"} if "\n" in text else {"byte-order-mark"})


@given(st.binary())
def test_decoded_text_has_neither_carriage_returns_nor_nul(data: bytes) -> None:
    text, _problems = decode(data, "a.md")
    assert not {"\r", "\0"} & set(text)


@given(TEXT)
def test_removing_the_front_matter_keeps_the_numbers_of_the_lines_below(text: str) -> None:
    front, rest = split_front_matter(text)
    before, after = text.split("\n"), rest.split("\n")
    assert len(before) == len(after)
    assert all(new in (old, "") for old, new in zip(before, after, strict=True))
    assert (front is None) == (rest == text)


@given(TEXT.filter(lambda text: not {"---", "..."} & {line.rstrip() for line in text.split("\n")}), TEXT)
def test_front_matter_stands_between_two_rules(front: str, below: str) -> None:
    found, rest = split_front_matter(f"---\n{front}\n---\n{below}")
    assert found == front
    assert rest == "\n" * (front.count("\n") + 3) + below


@given(st.sampled_from(PATHS), PAGES.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary())
@example("docs/guide/prose.md", b"> % comment\n>")
@example("issues/064.md", b'---\nissue: "\\UFFFFFFFF"\n---\n')
@example("docs/topics/a.md", b'---\nzh: "\\uD800"\n---\n')
def test_no_page_raises_and_every_problem_is_in_the_page(path: str, data: bytes) -> None:
    page, rest = read_page(path, data)
    lines = decode(data, path)[0].count("\n") + 1
    places = [each.location for each in (*page.problems, *page.items, *page.mentions, *page.errata)]
    assert all(place.path == path and 1 <= place.line <= lines for place in places)
    assert rest.count("\n") + 1 == lines or "markdown-unreadable" in {problem.code for problem in page.problems}
    assert all(problem.text() for problem in page.problems)
    repr((page, rest)).encode()
    for head in (page.issue, page.term):
        "".join(str(getattr(head, name)) for name in getattr(head, "__slots__", ())).encode()


@pytest.mark.parametrize(("depth", "expected"), [(MAX_DIRECTIVE_DEPTH, []), (590, ["markdown-unreadable"])])
def test_directives_nested_deeper_than_the_limit_are_not_read(depth: int, expected: list[str]) -> None:
    page = page_of("".join(f"{':' * (depth + 3 - level)}{{note}}\n" for level in range(depth)))
    assert [each.code for each in page.problems] == expected


@pytest.fixture(scope="module")
def myst(root: Path) -> MarkdownIt:
    """Return the parser of MyST as the handbook configures it."""
    extensions = runpy.run_path(str(root / "conf.py"))["myst_enable_extensions"]
    parser = create_md_parser(MdParserConfig(enable_extensions=set(extensions) - {"attrs_block"}), RendererHTML)
    return parser.disable(["inline", "text_join"], ignoreInvalid=True)


def directives(parser: MarkdownIt, text: str) -> list[tuple[object, ...]]:
    """Return the directives of a text: their first and last lines, content, and whether they are at the top level."""
    return [
        (tuple(token.map or ()), token.info.strip(), token.content, token.level == 0)
        for token in parser.parse(text)
        if directive_of(token)
    ]


@given(text=st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(lambda parts: "".join(["x\n\n", *parts, "\n"])))
@example(text="x\n\n[^1]: {cite:p}`key`\n")
@example(text="a\n: b\n\n  :::{paper} key\n  :::\n")
def test_directives_begin_and_end_where_myst_sees_them(text: str, myst: MarkdownIt) -> None:
    assert directives(block_parser(), text) == directives(myst, text)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("issues/064.md", "issue"),
        ("issues/index.md", ""),
        ("issues/2022/064.md", ""),
        ("docs/topics/a.md", "topic"),
        ("docs/institutions/a.md", "institution"),
        ("docs/methods/a.md", "method"),
        ("docs/methods/index.md", ""),
        ("docs/topics/sub/a.md", ""),
        ("index.md", ""),
    ],
)
def test_the_folder_determines_the_kind_of_a_page(path: str, kind: str) -> None:
    assert page_kind(path) == kind


def test_an_entry_knows_the_headings_above_it() -> None:
    page = page_of(
        issue(f"## 论文\n\n### NLP\n\n{entry()}\n### CV *一*\n\n{entry('b')}\n## 活动\n\n{entry('c')}"), "issues/064.md"
    )
    assert [item.section for item in page.items] == [("论文", "NLP"), ("论文", "CV *一*"), ("活动",)]


def test_errata_belong_to_the_page_or_to_their_entry_and_not_to_the_summary() -> None:
    body = f"摘要一。\n\n{ERRATUM}\n摘要二。\n\n{ERRATUM.replace('{erratum}', '{hb:erratum}')}"
    page = page_of(issue(f"{ERRATUM}\n::::{{paper}} a\n:title: 题\n\n{body}::::\n{entry('b')}"), "issues/064.md")
    assert [erratum.location.line for erratum in page.errata] == [8]
    assert [[erratum.location.line for erratum in item.errata] for item in page.items] == [[20, 29], []]
    assert page.items[0].summary.split() == ["摘要一。", "摘要二。"]
    assert page.problems == ()


def test_only_the_front_matter_of_an_issue_or_a_term_is_removed() -> None:
    assert read_page("docs/topics/a.md", term().encode())[1].startswith("\n\n\n\n# 微调\n")
    prose = "---\nlang: en\n---\n# Guide\n"
    assert read_page("docs/guide/prose.md", prose.encode()) == (
        Page(path="docs/guide/prose.md", sections=(Section(title="Guide", anchor="guide", text=""),)),
        prose,
    )


def test_the_first_heading_of_the_first_level_is_the_title() -> None:
    assert page_of(term().replace("# 微调", "## 先\n\n> # 引\n\n微调\n==\n\n# 后"), "docs/topics/tuning.md").problems == ()


def test_roles_and_cards_are_mentions_with_their_lines() -> None:
    text = (
        "见 {cite:p}`a, b{第 2 页}`、\n{cite}`{见}c` 与 {hb:topic}`甲 <t>`。\n\n- 项 {method}`m`\n  {issue}`64`\n\n"
        "```{institution} i\n```\n\n:::{note}\n\n> {event}`e`\n:::\n\n| 一 |\n| - |\n| {paper}`p` |\n"
    )
    assert mentions(text) == [
        *(("cite", "a", 1), ("cite", "b", 1), ("cite", "c", 2), ("topic", "t", 2), ("method", "m", 4), ("issue", "64", 5)),
        *(("institution", "i", 7), ("event", "e", 12), ("paper", "p", 17)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "``{cite:p}`a` ``",
        "    {cite:p}`a`",
        "```\n{cite:p}`a`\n```",
        "```{code-block} md\n{cite:p}`a`\n```",
        "<!-- {cite:p}`a` -->",
        "% {cite:p}`a`",
        "{abbr}`a (b)` {ref}`c`",
        "\\{cite:p}`a`",
    ],
)
def test_code_and_comments_are_not_mentions(text: str) -> None:
    assert mentions(f"x\n\n{text}\n") == []


def test_an_entry_may_be_fenced_by_backticks_and_named_with_its_domain() -> None:
    page = page_of(issue(entry().replace(":::{paper}", "```{hb:paper}").replace(":::", "```")), "issues/064.md")
    assert [(item.kind, item.id) for item in page.items] == [("paper", KEY)]


def test_nothing_of_a_refused_table_is_read_and_what_follows_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    original = blocks.mentions_of
    monkeypatch.setattr(blocks, "mentions_of", lambda text, *place: seen.append(text) or original(text, *place))
    wide = "|" + "a|" * 51 + "\n|" + "-|" * 51 + "\n| {cite:p}`a` |\n"
    narrow = "|a|b|\n|-|-|\n| {cite:p}`b` |\n"
    page = page_of(f"# 标题\n\n{wide}\n{narrow}\n{wide}\n见 {{cite:p}}`c`。\n", "docs/topics/small.md")
    assert [(mention.target, mention.location.line) for mention in page.mentions] == [("b", 9), ("c", 15)]
    assert [each.code for each in page.problems if each.code == "too-large"] == ["too-large", "too-large"]
    assert "{cite:p}`b`" in seen
    assert "{cite:p}`a`" not in seen, "its cells are not even looked at"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("见[这里](javascript:a)和[那里](https://example.org)。", "见这里和[那里](https://example.org)。"),
        ("见 <javascript:a>。", "见 javascript:a。"),
        ("> 引文 [甲](<b:\\(c>) *乙*", "> 引文 甲 *乙*"),
        ("[甲\n乙](b:c) 丙", "甲\n乙 丙"),
        ("[[甲](b:c)](d:e)", "甲"),
        ("| [甲](b:c) |\n|-|", "| 甲 |\n|-|"),
    ],
)
def test_a_refused_link_loses_its_target_and_keeps_its_words(written: str, shown: str) -> None:
    head = "---\nen: Tuning\nzh: 微调\n---\n# 微调\n\n"
    page, text = read_page("docs/topics/tuning.md", f"{head}{written}\n".encode())
    assert text.rstrip("\n").split("\n")[6:] == shown.split("\n")
    assert {each.code for each in page.problems} == {"unsafe-link"}
    assert text.count("\n") == f"{head}{written}\n".count("\n")


def test_an_entity_of_an_invisible_character_is_reported_once_a_line() -> None:
    page = page_of("甲&rlm;&rlm;乙&lrm;\n丙&rlm;\n")
    hidden = [(each.location.line, each.location.col, dict(each.params)["character"]) for each in page.problems]
    assert hidden == [(1, 2, "U+200F"), (1, 13, "U+200E"), (2, 2, "U+200F")]


def test_an_entity_after_many_backslashes_is_escaped_by_the_last() -> None:
    escaped, bare = ("\\" * number + "&rlm;" for number in (201, 200))
    assert [each.location.line for each in page_of(f"{escaped}\n\n{bare}\n").problems] == [3]
