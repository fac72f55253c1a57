"""Feeds: valid in both forms, read by a reader, with ids that nothing changes, and written only where something changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.exceptions import ValidationError
from lxml import etree

from handbook import load
from handbook.library.library import Library
from handbook.site import channels
from handbook.site.feeds import feed_files

from ..builders import ISSUE, TERM, bib, entry, issue, read, term
from ..sample import SAMPLE
from .published import BASE, checked_atom, checked_json, site_at, with_tag

ERRATA = {"docs/errata.md": "# 勘误\n\n```{listing} errata\n```\n"}
Made = dict[str, bytes]


def feeds(library: Library, base: str = BASE, **more: object) -> Made:
    """Return the feeds of a library; none of them is left as it was."""
    files = dict(feed_files(with_tag(library), site_at(base), **more))  # type: ignore[arg-type]
    assert None not in files.values() or more
    return {name: data for name, data in files.items() if data is not None}


@pytest.fixture(scope="module")
def real(root: Path) -> Made:
    return feeds(load(root))


def sample(**more: str) -> Made:
    return feeds(read({**SAMPLE, **ERRATA, **more}))


def items(data: bytes) -> dict[str, dict[str, object]]:
    return {item["id"]: item for item in json.loads(data)["items"]}


def test_every_feed_is_valid_in_both_forms_and_both_say_the_same(real: Made) -> None:
    assert len(real) > 100
    for name, data in real.items():
        if name.endswith(".json"):
            continue
        is_empty = name == "feeds/updates.xml"
        atom = checked_atom(data, BASE + name, is_empty=is_empty)
        other = "feed.json" if name == "atom.xml" else name.replace(".xml", ".json")
        feed = checked_json(real[other], BASE + other, is_empty=is_empty)
        assert atom.feed.title == feed["title"]
        assert atom.feed.link == feed["home_page_url"]
        assert [(each.id, each.link, each.title) for each in atom.entries] == [
            (item["id"], item["url"], item["title"]) for item in feed["items"]
        ]
        assert [each.updated for each in atom.entries] == [item["date_published"] for item in feed["items"]]


def test_what_is_not_a_feed_is_found(real: Made) -> None:
    with pytest.raises(etree.DocumentInvalid):
        checked_atom(real["atom.xml"].replace(b"<title>", b"<name>").replace(b"</title>", b"</name>"), f"{BASE}atom.xml")
    with pytest.raises(etree.DocumentInvalid):
        checked_atom(real["atom.xml"].replace(b"T00:00:00Z", b""), f"{BASE}atom.xml")
    with pytest.raises(ValidationError):
        checked_json(real["feed.json"].replace(b'"content_html"', b'"content"'), f"{BASE}feed.json")


def test_the_periodical_every_term_with_entries_and_people_with_a_page_have_a_feed(real: Made, root: Path) -> None:
    library = load(root)
    terms = {f"feeds/{each.kind}/{each.id}.xml" for each in library.vocabulary if library.covering(each)}
    people = {f"feeds/author/{each.id}.xml" for each in library.authors.values() if each.profile}
    assert terms
    assert people
    assert {name for name in real if name.endswith(".xml")} == terms | people | {
        "atom.xml",
        "feeds/errata.xml",
        "feeds/updates.xml",
    }


def test_the_feed_of_the_periodical_has_issues_and_entries_newest_first() -> None:
    ids = [each.id for each in checked_atom(sample()["atom.xml"], f"{BASE}atom.xml").entries]
    assert ids == [
        f"tag:example.org,2026:{name}"
        for name in ("issue/3", "entry/tutorial2022", "entry/talk-3", "issue/2", "entry/kar2022", "entry/eddine2022")
    ] + ["tag:example.org,2026:issue/1", "tag:example.org,2026:entry/pre2021"]


def test_the_feed_of_a_term_has_the_entries_of_narrower_terms_too() -> None:
    library = read(SAMPLE)
    nlp = library.vocabulary.find("topic", "nlp")
    assert nlp is not None
    found = [each.rpartition("/")[2] for each in items(feeds(library)["feeds/topic/nlp.json"])]
    assert found == [each.item.id for each in library.covering(nlp)]
    assert len(found) > len(library.carrying(nlp))


def test_a_post_has_titles_people_summary_links_and_terms() -> None:
    item = items(sample()["feed.json"])["tag:example.org,2026:entry/kar2022"]
    assert item["content_html"] == (
        '<p lang="en"><em>Mining</em></p><p>Mozes van de Kar, Daniele de Martini · EMNLP 2022</p>'
        f'<p>摘要一 (<a href="{BASE}papers/old2019.html">Doe, 2019</a>)。</p>'
        '<p><a href="https://arxiv.org/abs/2210.00001">arXiv:2210.00001</a> · <a href="https://arxiv.org/pdf/2210.00001">PDF</a>'
        ' · <a href="https://aclanthology.org/x">出版方页面</a> · <a href="https://example.org/kar">代码</a></p>'
    )
    assert item["tags"] == ["常识推理", "清华大学", "麻省理工学院", "思维链"]
    assert item["url"] == f"{BASE}papers/kar2022.html"


def test_an_erratum_is_a_post_of_what_was_printed() -> None:
    feed = checked_atom(sample()["feeds/errata.xml"], f"{BASE}feeds/errata.xml")
    assert [each.id.split(":", 2)[2].rpartition("/")[0] for each in feed.entries] == [
        "erratum/issue/2",
        "erratum/paper/eddine2022",
    ]
    assert "甲" in feed.entries[1].summary
    assert "乙" in feed.entries[1].summary


def test_ids_do_not_depend_on_the_address_of_the_site_or_of_the_page() -> None:
    library = read({**SAMPLE, **ERRATA})
    here = {name: list(items(data)) for name, data in feeds(library).items() if name.endswith(".json")}
    there = dict(feed_files(with_tag(library), site_at("https://other.example/", folders=True)))
    assert here == {name: list(items(data)) for name, data in there.items() if name.endswith(".json") and data}
    moved = dict(SAMPLE)
    moved["issues/001.md"], moved["issues/002.md"] = (
        moved["issues/001.md"],
        str(moved["issues/002.md"]).replace("kar2022", "new2022"),
    )
    kept = list(items(feeds(read({**moved, **ERRATA}))["feed.json"]))
    assert [each.replace("new2022", "kar2022") for each in kept] == here["feed.json"]


def test_dates_are_those_of_issues_and_nothing_else() -> None:
    dates = {name.rpartition(":")[2]: item["date_published"] for name, item in items(sample()["feed.json"]).items()}
    assert dates["issue/3"] == dates["entry/talk-3"] == "2022-10-26T00:00:00Z"
    assert dates["issue/2"] == "2022-03-01T00:00:00Z", "of a month, its first day"
    assert dates["entry/pre2021"] == "2021-11-12T00:00:00Z", "of an interval, its start"
    assert sample() == sample()


def test_an_issue_without_a_date_has_no_posts() -> None:
    assert feeds(read({ISSUE: issue(date="soon")})) == {}
    both = feeds(
        read(
            {
                ISSUE: issue(date="soon"),
                "issues/063.md": issue(entry("roe2022"), number=63),
                "bib/063.bib": bib("roe2022", title="B"),
            }
        )
    )
    assert list(items(both["feed.json"])) == ["tag:example.org,2026:issue/63", "tag:example.org,2026:entry/roe2022"]


def test_a_feed_shows_at_most_so_many_posts() -> None:
    keys = [f"doe2022n{number}" for number in range(channels.MAX_POSTS + 5)]
    library = read({ISSUE: issue("".join(map(entry, keys))), "bib/064.bib": "".join(bib(key, title=key) for key in keys)})
    made = feeds(library)
    assert list(items(made["feeds/topic/tuning.json"])) == [
        f"tag:example.org,2026:entry/{key}" for key in keys[: channels.MAX_POSTS]
    ]
    assert len(items(made["feed.json"])) == channels.MAX_POSTS


def test_a_renamed_term_keeps_its_feed_at_the_old_address() -> None:
    made = feeds(read({TERM: term(formerly="[adjustment]")}))
    old, new = (
        checked_atom(made[f"feeds/topic/{name}.xml"], f"{BASE}feeds/topic/{name}.xml") for name in ("adjustment", "tuning")
    )
    assert old.feed.id == new.feed.id == "tag:example.org,2026:feed/topic/tuning"
    assert [each.id for each in old.entries] == [each.id for each in new.entries]


@pytest.mark.parametrize(("base", "tag"), [("", "example.org,2026"), (BASE, ""), ("", "")])
def test_without_an_address_or_a_tag_there_are_no_feeds(base: str, tag: str) -> None:
    assert dict(feed_files(with_tag(read(SAMPLE), tag), site_at(base))) == {}


def test_only_feeds_that_show_something_of_the_pages_written_are_made_again() -> None:
    library = read({**SAMPLE, **ERRATA})
    every = feeds(library)
    again = feeds(library, written={"issues/001.md".removesuffix(".md")})
    assert {name for name in again if name.startswith("feeds/topic/")} == {
        name
        for name, data in every.items()
        if name.startswith("feeds/topic/") and any("pre2021" in str(item["url"]) for item in _of(every, name).values())
    }
    assert 0 < len(again) < len(every)
    assert all(every[name] == data for name, data in again.items())
    assert set(feeds(library, written=set())) == {"atom.xml", "feed.json", "feeds/errata.xml", "feeds/errata.json"}
    assert set(feeds(library, written={"docs/topics/vision"})) > {"feeds/topic/vision.xml", "feeds/topic/vision.json"}


def _of(made: Made, name: str) -> dict[str, dict[str, object]]:
    return items(made[name.replace(".xml", ".json")])


@pytest.mark.parametrize(
    ("docname", "kind"),
    [
        ("index", "weekly"),
        ("issues/002", "weekly"),
        ("docs/topics/nlp", "topic"),
        ("docs/errata", "errata"),
        ("docs/authors/a", ""),
    ],
)
def test_a_page_leads_to_its_own_feed(docname: str, kind: str) -> None:
    channel = channels.channel_of(read({**SAMPLE, **ERRATA}), docname)
    assert (channel.kind if channel else "") == kind


@given(title=st.text(min_size=1), printed=st.text())
def test_any_text_makes_a_valid_feed(title: str, printed: str) -> None:
    made = feeds(_with(title, printed))
    checked_atom(made["atom.xml"], f"{BASE}atom.xml")
    checked_json(made["feed.json"], f"{BASE}feed.json")


def _with(title: str, printed: str) -> Library:
    """Return a library in which records have any text, as if no reader had looked at it."""
    from dataclasses import replace

    library = read({**ERRATA})
    text = title.encode(errors="replace").decode()
    pages = []
    for page in library.pages:
        if page.issue:
            item = replace(page.items[0], title=text, summary=printed.encode(errors="replace").decode())
            page = replace(page, issue=replace(page.issue, title=text), items=(item,))
        pages.append(page)
    return Library(pages, library.bibs, identity=library.identity)
