"""Front matter and directive options: raw text in, records out."""

from __future__ import annotations

import pytest

from handbook.model.dates import parse_edtf
from handbook.model.problems import Location
from handbook.model.records import ITEM_KINDS, Item, Link, TermUse
from handbook.reading.front_matter import ISSUE_FIELDS, read_front_matter, read_issue, read_term
from handbook.reading.names import is_identifier
from handbook.reading.options import ITEM_OPTIONS, LINK_OPTIONS, RawDirective, read_erratum, read_item
from handbook.text.identifiers import is_web_address

HERE = Location(path="issues/064.md", line=10)


def item_of(content: str, name: str = "paper", argument: str = "doe2022deep") -> Item:
    """Return the item of a valid directive on line 10."""
    raw = RawDirective(name=name, argument=argument, content=content, location=HERE)
    item, problems = read_item(raw, ("论文推荐",))
    assert problems == ()
    return item


def at(line: int) -> Location:
    """Return a line of the page."""
    return Location(path="issues/064.md", line=line)


def test_front_matter_is_stored_as_written() -> None:
    text = "issue: 064\ntitle: no\ndate: 2022-10\ncontributors: [1.50, yes, '零']\n"
    issue = read_issue(read_front_matter(text, 2, "issues/064.md"))
    assert issue is not None
    assert (issue.number, issue.title, issue.date, issue.contributors) == (64, "no", parse_edtf("2022-10"), ("1.50", "yes", "零"))


@pytest.mark.parametrize(
    ("number", "expected"), [("1", 1), ("0064", 64), ("9999", 9999), ("10000", None), ("-1", None), ("６４", None)]
)
def test_the_number_of_an_issue_is_from_1_to_9999(number: str, expected: int | None) -> None:
    issue = read_issue(read_front_matter(f"issue: {number}\ntitle: 题\ndate: 2022\n", 2, "issues/064.md"))
    assert (issue.number if issue else None) == expected


@pytest.mark.parametrize("number", ["0000000064", "64" + "0" * 5000, "0" * 5000 + "64"])
def test_a_number_of_many_digits_is_never_read_as_another(number: str) -> None:
    issue = read_issue(read_front_matter(f"issue: {number}\ntitle: 题\ndate: 2022\n", 2, "issues/064.md"))
    assert issue is None or issue.number == 64


def test_problems_of_front_matter_name_the_line_of_the_file() -> None:
    values = read_front_matter("issue: 64\n\n# note\ntitle: 题\ndate: 2022-99\n", 2, "issues/064.md")
    read_issue(values)
    assert [(found.code, found.location.line) for found in values.problems] == [("bad-date", 6)]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_only_a_newline_ends_a_line_of_front_matter(separator: str) -> None:
    values = read_front_matter(f"title: 甲{separator}{separator} 乙\nissue: 64\ndate: 2022-99\n", 2, "issues/064.md")
    read_issue(values)
    problems = [(found.code, found.location.line) for found in values.problems if found.code != "hidden-character"]
    assert problems == [("bad-date", 4)]


@pytest.mark.parametrize(
    "title", ['"\\UFFFFFFFF"', '"\\uD800"', '"\\x', "[" * 2000, "!!python/object/apply:os.system [x]", "? [a]"]
)
def test_no_value_of_front_matter_raises_or_has_an_unpaired_surrogate(title: str) -> None:
    values = read_front_matter(f"issue: 64\ntitle: {title}\ndate: 2022\n", 2, "issues/064.md")
    issue = read_issue(values)
    assert values.problems != []
    repr((issue, values.problems)).encode()
    (issue.title if issue else "").encode()


def test_a_term_has_every_field_of_its_page() -> None:
    text = (
        "en: Google\nzh: 谷歌\naliases: [Google Research, Google Research, '']\nmisnomers: [谷哥]\nbroader: companies\n"
        "near: [DeepMind, '']\nrelated: [meta, self-training]\n"
        "country: US\nparent: {en: Alphabet Inc., zh: Alphabet 公司}\nror: https://ror.org/00njsd438\n"
        "same_as: [https://openalex.org/I1291425158, https://www.wikidata.org/wiki/Q95]  # a source\n"
    )
    values = read_front_matter(text, 2, "docs/institutions/google.md")
    term = read_term(values, "institution", "google")
    assert values.problems == []
    assert (term.kind, term.id, term.en, term.zh) == ("institution", "google", "Google", "谷歌")
    assert (term.aliases, term.misnomers, term.broader) == (("Google Research",), ("谷哥",), "companies")
    assert (term.near, term.related) == (("DeepMind",), ("meta", "self-training"))
    assert (term.near_at, term.related_at) == (
        Location(path=values.location.path, line=7),
        Location(path=values.location.path, line=8),
    )
    assert (term.country, term.ror) == ("US", "https://ror.org/00njsd438")
    assert (term.parent_en, term.parent_zh) == ("Alphabet Inc.", "Alphabet 公司")
    assert term.same_as == ("https://openalex.org/I1291425158", "https://www.wikidata.org/wiki/Q95")
    assert term.identities == (term.ror, *term.same_as)
    assert term.same_as_at == Location(path=values.location.path, line=12)


def test_one_alias_need_not_be_a_list() -> None:
    assert read_term(read_front_matter("en: A\nzh: 甲\naliases: 乙\n", 2, "x"), "topic", "a").aliases == ("乙",)


def test_a_term_without_names_is_named_by_its_id() -> None:
    term = read_term(read_front_matter("", 2, "x"), "topic", "a-term")
    assert (term.en, term.zh) == ("a-term", "a-term")


def test_an_entry_has_every_option() -> None:
    content = (
        ":title: 题 :目\n:title-en: Talk\n:people: 侯乐、 Le Hou\n:topics: a, b；c，a;\n:institutions:\n:date: 2022-11\n"
        ":printed-date: 11 月 9 日\n:video: https://example.org/v\n:url: http://example.org/u\n\n\n正文\n第二行\n"
    )
    item = item_of(content, "event", "talk-1")
    assert (item.kind, item.id, item.title, item.title_en) == ("event", "talk-1", "题 :目", "Talk")
    assert item.people == ("侯乐", "Le Hou")
    assert item.topics == tuple(TermUse(text=text, location=at(14)) for text in "abc")
    assert (item.institutions, item.methods) == ((), ())
    assert (item.date, item.printed_date) == (parse_edtf("2022-11"), "11 月 9 日")
    assert item.links == (Link(name="url", url="http://example.org/u"), Link(name="video", url="https://example.org/v"))
    assert (item.summary, item.body_line, item.section) == ("正文\n第二行", 22, ("论文推荐",))


def test_the_default_genre_of_a_paper_is_research() -> None:
    assert item_of(":title: 题\n\n文\n").genre == "research"
    assert item_of(":title: 题\n:genre: survey\n:reported-as: Old\n\n文\n").reported_as == "Old"


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_every_option_of_every_kind_of_entry_is_read(kind: str) -> None:
    special = {"genre": "survey", "date": "2022", **dict.fromkeys(LINK_OPTIONS, "https://example.org/")}
    options = ITEM_OPTIONS[kind]
    item = item_of("".join(f":{name}: {special.get(name, name)}\n" for name in options) + "\n文\n", kind)
    empty = item_of(":title: x\n\n文\n", kind)
    links = sum(name in LINK_OPTIONS for name in options)
    differing = sum(getattr(item, name) != getattr(empty, name) for name in item.__slots__ if name != "body_line")
    assert len(item.links) == links
    assert differing == len(options) - links + 1


def test_an_erratum_has_the_printed_and_the_correct_text_and_the_evidence_on_one_line() -> None:
    content = ":printed: 甲\n:correct: 乙\n:source: https://example.org/\n\n依据\n二\n"
    erratum, problems = read_erratum(RawDirective(name="erratum", argument="", content=content, location=HERE))
    assert problems == ()
    assert (erratum.printed, erratum.correct, erratum.source) == ("甲", "乙", "https://example.org/")
    assert (erratum.evidence, erratum.location) == ("依据 二", HERE)


@pytest.mark.parametrize("text", ["a", "Doe2022", "event-64-houle", "a.b:c_d"])
def test_an_identifier_is_valid_in_an_address(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize("text", ["", "-a", "a b", "a/b", "é", "多", "a\n", "a#b", "a{b}"])
def test_other_text_is_not_an_identifier(text: str) -> None:
    assert not is_identifier(text)


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org:80/a?b#c", "HTTPS://例子.org/路"])
def test_a_web_address_is_absolute(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize("url", ["", "https:", "https:/a", "https://", "https://a b", "https://a\u202e", " https://a", "ftp://a"])
def test_other_text_is_not_a_web_address(url: str) -> None:
    assert not is_web_address(url)


def test_fields_are_named_once() -> None:
    for names in (ISSUE_FIELDS, *ITEM_OPTIONS.values()):
        assert len(set(names)) == len(names)
