"""Views: what entries, issues and terms show, as rows."""

from __future__ import annotations

import pytest

from handbook import views
from handbook.library.library import Library
from handbook.model.records import TERM_KINDS, Link
from handbook.views import labels, listings
from handbook.views.entries import entry_head, issue_card, issue_head, object_label, references
from handbook.views.labels import entry_row
from handbook.views.rows import Label, Version
from handbook.views.terms import MAX_RELATED_TERMS, term_head, term_items

from ..builders import ISSUE, KEY, PROSE, entry, issue, read, term
from ..sample import SAMPLE


def shown(labels: tuple[Label, ...]) -> list[tuple[str, int | None]]:
    """Return ids and counts."""
    return [(label.id, label.count) for label in labels]


def test_an_entry_shows_the_version_to_cite_and_the_one_reported(sample: Library) -> None:
    head = entry_head(sample, "pre2021")
    assert head is not None
    assert head.title_en == "After"
    assert head.version == Version(title="After", where="Journal of Things, 2023", is_publication=True, arxiv="", doi="", url="")
    assert head.reported == Version(title="Before", where="arXiv 2021", is_publication=False, arxiv="2101.00001", doi="", url="")
    assert [label.zh for label in head.people] == ["Wei Zhang", "Ada Ångström"]
    assert [label.anchor for label in head.people] == ["zhang-wei", "angstrom-ada"]
    assert {label.docname for label in head.people} == {"docs/authors/a", "docs/authors/z"}


def test_an_entry_shows_the_title_under_which_it_was_reported(sample: Library) -> None:
    head = entry_head(sample, "eddine2022")
    assert head is not None
    assert (head.title_en, head.genre, head.organised) == ("FrugalScore", "survey", False)
    assert head.reported == Version(title="Cheaper Scores", where="", is_publication=False, arxiv="", doi="", url="")
    assert [kind for kind, _labels in head.terms] == list(TERM_KINDS)
    assert [label.id for label in dict(head.terms)["institution"]] == ["eth", "meta", "mit"]


def test_a_tutorial_is_organised_and_research_has_no_genre(sample: Library) -> None:
    tutorial, research = entry_head(sample, "tutorial2022"), entry_head(sample, "kar2022")
    assert tutorial is not None
    assert research is not None
    assert (tutorial.organised, tutorial.genre) == (True, "tutorial")
    assert (research.organised, research.genre, research.reported) == (False, "", None)
    assert research.links == (Link(name="code", url="https://example.org/kar"),)


def test_an_event_shows_its_people_who_are_no_authors(sample: Library) -> None:
    head = entry_head(sample, "talk-3")
    assert head is not None
    assert head.people == (Label(kind="author", id="", zh="侯乐"),)
    assert (head.version, head.reported, head.printed_date) == (None, None, "11 月 9 日（周二）")
    assert head.date is not None
    assert head.date.text == "2022-11"


def test_authors_lead_nowhere_where_no_page_lists_them() -> None:
    head = entry_head(read({}), KEY)
    assert head is not None
    assert head.people == (Label(kind="author", id="doe-jane", zh="Jane Doe", anchor="doe-jane"),)


def test_a_row_names_three_people_and_says_whether_there_are_more(sample: Library) -> None:
    row = entry_row(sample.entries["eddine2022"])
    assert row.people == ("Moussa Kamal Eddine", "Piotr Dollár", "Amir Pouran Ben Veyseh")
    assert (row.more_people, row.where, row.genre) == (True, "Nature Machine Intelligence, 2022", "survey")
    assert row.label == Label(
        kind="paper",
        id="eddine2022",
        zh="评价",
        en="FrugalScore",
        docname="issues/002",
        anchor="eddine2022",
        page="papers/eddine2022",
    )
    other = entry_row(sample.entries["kar2022"])
    assert (other.people, other.more_people, other.where) == (("Mozes van de Kar", "Daniele de Martini"), False, "EMNLP 2022")


def test_an_issue_shows_what_it_has_of_each_kind(sample: Library) -> None:
    newest, second = issue_head(sample, "3"), issue_head(sample, "2")
    assert newest is not None
    assert second is not None
    assert newest.counts == (("tutorial", 1), ("event", 1))
    assert second.counts == (("paper", 2),)
    assert second.contributors == ("张三", "李四")
    assert second.label == Label(kind="issue", id="2", zh="二", docname="issues/002")


def test_the_latest_issue_is_the_one_with_the_highest_number(sample: Library) -> None:
    assert issue_head(sample, "latest") == issue_head(sample, "3") == issue_head(sample, "003")
    assert issue_card(sample, "latest") == issue_card(sample, "3")
    assert issue_head(read({ISSUE: None}), "latest") is None


def test_the_card_of_an_issue_has_its_entries_below_their_headings(sample: Library) -> None:
    card = issue_card(sample, "2")
    assert card is not None
    assert [(group.head.zh, [row.label.id for row in group.rows]) for group in card.sections] == [
        *(("论文推荐 · NLP 研究", ["kar2022"]), ("论文推荐 · CV 研究", ["eddine2022"])),
    ]


def test_an_entry_that_another_issue_presented_first_is_not_in_the_card() -> None:
    library = read({"issues/065.md": issue(entry() + "\n" + entry("other"), number=65)})
    card = issue_card(library, "65")
    assert card is not None
    assert [row.label.id for group in card.sections for row in group.rows] == ["other"]


def test_a_term_shows_its_names_its_place_and_how_much_it_covers(sample: Library) -> None:
    head = term_head(sample, "topic", "常识推理")
    assert head is not None
    assert head.label == Label(
        kind="topic", id="commonsense", zh="常识推理", en="Commonsense reasoning", docname="docs/topics/commonsense", count=1
    )
    assert [label.id for label in head.broader] == ["nlp", "reasoning"]
    top = term_head(sample, "topic", "nlp")
    assert top is not None
    assert (top.aliases, top.label.count) == (("计算语言学",), 3)


def test_a_term_shows_its_near_names_and_the_terms_that_name_it_as_related() -> None:
    method = "docs/methods/way.md"
    library = read({"docs/topics/tuning.md": term(near="[调参]"), method: term("法", en="Way", related="[tuning]")})
    head, other = term_head(library, "topic", "tuning"), term_head(library, "method", "way")
    assert head is not None
    assert other is not None
    assert (head.near, [(label.kind, label.id) for label in head.related]) == (("调参",), [("method", "way")])
    assert (other.near, [(label.kind, label.id) for label in other.related]) == ((), [("topic", "tuning")])


def test_an_institution_shows_where_it_belongs(sample: Library) -> None:
    meta, tsinghua = term_head(sample, "institution", "meta"), term_head(sample, "institution", "tsinghua")
    assert meta is not None
    assert tsinghua is not None
    assert (meta.country, meta.parent_en, meta.parent_zh) == ("US", "Meta Platforms", "Meta 公司")
    assert (tsinghua.country, tsinghua.identities) == ("CN", ("https://ror.org/03cve4549",))


def test_a_term_lists_entries_by_issue_and_says_by_which_narrower_terms(sample: Library) -> None:
    items = term_items(sample, "topic", "nlp")
    assert items is not None
    assert (items.total, shown(items.narrower)) == (3, [("reasoning", 2)])
    assert [(group.head.id, [(row.label.id, shown(row.via)) for row in group.rows]) for group in items.groups] == [
        ("3", [("tutorial2022", [])]),
        ("2", [("kar2022", [("commonsense", None)])]),
        ("1", [("pre2021", [])]),
    ]


def test_a_term_names_those_that_occur_together_with_it_most_frequent_first(sample: Library) -> None:
    items = term_items(sample, "institution", "tsinghua")
    assert items is not None
    assert shown(items.together) == [
        *(("mit", 1), ("cot", 1), ("prompting", 1), ("commonsense", 1), ("nlp", 1), ("reasoning", 1)),
    ]


def test_no_more_than_a_dozen_terms_are_named_together() -> None:
    others = {f"docs/methods/m{number:02}.md": term(f"法{number}", en=f"Way {number}") for number in range(20)}
    named = ", ".join(f"m{number:02}" for number in range(20))
    items = term_items(read({**others, ISSUE: issue(entry(KEY, f":methods: {named}"))}), "topic", "tuning")
    assert items is not None
    assert [label.id for label in items.together] == [f"m{number:02}" for number in range(MAX_RELATED_TERMS)]


def test_references_come_in_the_order_of_the_page_each_once_with_the_entry_that_covers_them(sample: Library) -> None:
    rows = references(sample, PROSE.removesuffix(".md"))
    assert [(row.paper.key, row.covered.id if row.covered else "") for row in rows] == [
        *(("pub2023", "pre2021"), ("old2019", ""), ("kar2022", "kar2022")),
    ]
    assert references(sample, "no/such/page") == ()


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("topic", "NLP", "docs/topics/nlp"),
        ("method", "NLP", None),
        ("issue", "2", "issues/002"),
        ("issue", "latest", "issues/003"),
        ("issue", "9", None),
        ("issue", "二", None),
        ("issue", "1" * 5000, None),
        ("paper", "kar2022", "issues/002"),
        ("event", "kar2022", None),
        ("event", "talk-3", "issues/003"),
        ("any", "kar2022", "issues/002"),
        ("any", "nlp", "docs/topics/nlp"),
        ("any", "nosuch", None),
    ],
)
def test_a_role_leads_to_what_it_names(sample: Library, kind: str, name: str, expected: str | None) -> None:
    label = object_label(sample, kind, name)
    assert (label.docname if label else None) == expected


@pytest.mark.parametrize("view", ["entry", "issue", "issue-card", "term", "term-card", "term-items", "references"])
@pytest.mark.parametrize("argument", ["", "nosuch", "topic:nosuch", "nokind:x", ":", "1" * 5000, "²"])
def test_a_view_of_what_is_not_there_is_nothing(sample: Library, view: str, argument: str) -> None:
    assert not views.view(sample, view, argument)


@pytest.mark.parametrize(
    ("name", "argument", "expected"),
    [
        ("entry", "kar2022", views.EntryHead),
        ("issue", "1", views.IssueHead),
        ("issue-card", "1", views.IssueCard),
        ("term", "topic:nlp", views.TermHead),
        ("term-card", "topic:nlp", views.TermHead),
        ("term-items", "topic:nlp", views.TermItems),
        ("references", "docs/guide/prose", tuple),
    ],
)
def test_a_view_is_asked_for_by_name(sample: Library, name: str, argument: str, expected: type) -> None:
    assert isinstance(views.view(sample, name, argument), expected)


def test_many_papers_of_a_year_are_on_the_page_of_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_ROWS_IN_FULL", 2)
    monkeypatch.setattr(labels, "MAX_ROWS_IN_FULL", 2)
    library = read({**SAMPLE, "docs/papers/2023.md": "# 2023\n\n```{listing} papers-2023\n```\n"})
    by_year = listings.papers_by_year(library)
    of_2023, of_2022 = by_year.groups[:2]
    assert [(row.docname, row.count) for row in of_2023.rows if isinstance(row, views.Label)] == [("docs/papers/2023", 1)]
    assert all(isinstance(row, views.Label) and row.docname.startswith("issues/") for row in of_2022.rows), (
        "there is no page of it"
    )
    assert by_year.coins == ()
    assert by_year.files
    assert by_year.files.papers == len(library.papers())
    of_the_year = listings.papers_of(library, "2023")
    assert [row.label.id for row in of_the_year.groups[0].rows if isinstance(row, views.EntryRow)] == ["pre2021"]
    assert len(of_the_year.coins) == 1
