"""The library of an edition: the same records in other words."""

from __future__ import annotations

from handbook import views
from handbook.library.coverage import Coverage
from handbook.library.edition import Wording, edition, translated_markdown
from handbook.library.figures import figures
from handbook.library.library import Library
from handbook.model.identity import Identity
from handbook.reading.catalogues import read_catalogue
from handbook.search.searchable import records

from ..builders import read
from ..sample import SAMPLE

PO = {
    "题目": "Heading",
    "教程": "Tutorial",
    "报告": "Talk",
    "侯乐": "Le Hou",
    "甲": "A",
    "摘要四。": "Summary four.",
    "论文推荐": "Papers",
}


def libraries() -> tuple[Library, Library]:
    source = read(SAMPLE)
    source.identity = Identity(language="zh-CN", issue_heading="第 {number} 期")
    text = "".join(f'msgid "{message}"\nmsgstr "{text}"\n\n' for message, text in PO.items())
    catalogues = [read_catalogue(f"locale/en/LC_MESSAGES/{name}.po", text.encode()) for name in ("issues", "docs")]
    return source, edition(source, source.identity.edition("en"), Wording("en", catalogues))


def test_records_are_in_other_words_and_else_the_same() -> None:
    source, english = libraries()
    assert english.source is source
    assert source.source is source
    assert [*english.entries] == [*source.entries]
    talk = next(entry.item for entry in english.entries.values() if entry.item.kind == "event")
    assert (talk.title, talk.people) == ("Talk", ("Le Hou",))
    for key, entry in english.entries.items():
        own = source.entries[key]
        assert entry.item.id == own.item.id
        assert entry.item.anchor == own.item.anchor
        if entry.reference:
            assert entry.item.title == entry.reference.title
            assert views.view(english, "entry", key).title_en == ""  # type: ignore[union-attr]
    assert next(item.summary for item in (entry.item for entry in english.entries.values()) if "four" in item.summary)
    for term in english.vocabulary:
        own_term = source.vocabulary.get(term.kind, term.id)
        assert own_term
        assert (term.zh, term.en) == (own_term.en, own_term.en)
        assert own_term.zh in term.aliases or own_term.zh == own_term.en
        assert english.vocabulary.find(term.kind, own_term.zh) == term, "both names find it"
    assert [(page.path, [section.anchor for section in page.sections]) for page in english.pages] == [
        (page.path, [section.anchor for section in page.sections]) for page in source.pages
    ]


def test_a_text_of_several_blocks_is_translated_block_by_block() -> None:
    words = {"甲 乙": "A", "丙": "C"}
    text = "甲\n乙\n\n* 丙\n* 丁\n\n| 丙 | 戊 |\n| --- | --- |\n| x | 丙 |"
    assert translated_markdown(text, lambda message: words.get(message, message)) == (
        "A\n\n* C\n* 丁\n\n| C | 戊 |\n| --- | --- |\n| x | C |"
    )


def test_search_finds_both_languages_in_both_editions() -> None:
    source, english = libraries()
    for own, other in ((source, english), (english, source)):
        found = {(record.kind, record.id): record for record in records(own, str, [(other, str)])}
        alone = {(record.kind, record.id): record for record in records(own)}
        assert found.keys() == alone.keys()
        record = next(record for record in found.values() if record.kind == "tutorial")
        assert {"Summary", "four.", "摘要四。"} <= set(record.text.split())
        assert record.titles == alone[record.kind, record.id].titles, "what results show stays"
        term = next(record for record in found.values() if record.kind == "topic")
        names = {*term.titles, *term.other_names}
        assert {source.vocabulary.get("topic", term.id).zh, source.vocabulary.get("topic", term.id).en} <= names  # type: ignore[union-attr]


def test_figures_name_the_pages_that_lack_something() -> None:
    covered = [
        Coverage(language="en", path="a.md", messages=3, missing=1, stale=0),
        Coverage(language="en", path="b.md", messages=2, missing=0, stale=0),
        Coverage(language="fr", path="a.md", messages=3, missing=0, stale=2),
    ]
    assert figures(read(SAMPLE), covered=covered)["translations"] == [
        {"language": "en", "messages": 5, "missing": 1, "stale": 0, "pages": [{"path": "a.md", "missing": 1, "stale": 0}]},
        {"language": "fr", "messages": 3, "missing": 0, "stale": 2, "pages": [{"path": "a.md", "missing": 0, "stale": 2}]},
    ]
