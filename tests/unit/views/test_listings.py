"""The views of the whole library: content and order of indexes, and which edits change which views."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from handbook import views
from handbook.library.library import Library
from handbook.model.codes import CODES
from handbook.model.records import LISTINGS, TERM_KINDS
from handbook.views import Chart, listings, terms
from handbook.views.rows import Branch, IssueRange, Listing, UpdateList
from handbook.views.terms import term_items

from ..builders import BIB, Files, bib, issue, read, term
from ..sample import KAR, SAMPLE


def groups(listing: Listing) -> list[tuple[str, str, list[str]]]:
    """Return heading, anchor and ids of each group."""
    return [(group.head.zh, group.anchor, [getattr(row, "label", row).id for row in group.rows]) for group in listing.groups]


def tree(branches: tuple[Branch, ...]) -> list[tuple[str, int | None, list[object]]]:
    """Return ids, counts and branches."""
    return [(branch.label.id, branch.label.count, tree(branch.below)) for branch in branches]


def everything(library: Library) -> Iterator[tuple[str, str]]:
    """Yield every view with the text that enters the digest of a page."""
    arguments = {
        "entry": list(library.entries),
        "issue": [*map(str, library.issues), "latest"],
        "issue-card": [*map(str, library.issues), "latest"],
        "term": [f"{term.kind}:{term.id}" for term in library.vocabulary],
        "term-items": [f"{term.kind}:{term.id}" for term in library.vocabulary],
        "references": [page.docname for page in library.pages],
        **{name: [""] for name in LISTINGS},
    }
    for name, values in arguments.items():
        for value in values:
            yield f"{name} {value}".strip(), repr(views.view(library, name, value))


def changed(files: Files) -> set[str]:
    """Return the views that differ from those of the sample."""
    before, after = dict(everything(read(SAMPLE))), dict(everything(read({**SAMPLE, **files})))
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def sample_text(path: str) -> str:
    """Return a file of the sample."""
    text = SAMPLE[path]
    assert isinstance(text, str)
    return text


def test_every_listing_that_a_page_may_name_is_a_view(sample: Library) -> None:
    assert tuple(listings.LISTINGS) == LISTINGS
    for name in LISTINGS:
        assert views.view(sample, name) == listings.LISTINGS[name](sample)


def test_topics_are_a_tree_in_the_order_of_pinyin_with_what_each_covers(sample: Library) -> None:
    assert tree(listings.topics(sample)) == [
        ("vision", 1, []),
        ("unused", 0, []),
        ("nlp", 3, [("reasoning", 2, [("commonsense", 1, [])])]),
    ]


def test_methods_are_a_tree_with_latin_names_among_the_pinyin(sample: Library) -> None:
    assert tree(listings.methods(sample)) == [("bert", 2, []), ("prompting", 3, [("cot", 2, [])])]


def test_issues_are_listed_by_year_newest_first(sample: Library) -> None:
    assert groups(listings.issues(sample)) == [("2022", "y2022", ["3", "2"]), ("2021", "y2021", ["1"])]
    assert [row.count for group in listings.issues(sample).groups for row in group.rows] == [2, 2, 1]


def test_papers_are_listed_by_the_year_of_the_version_to_cite_newest_first(sample: Library) -> None:
    assert groups(listings.papers_by_year(sample)) == [
        ("2023", "y2023", ["pre2021"]),
        ("2022", "y2022", ["tutorial2022", "kar2022", "eddine2022"]),
    ]


def test_papers_are_listed_by_venue_in_alphabetical_order(sample: Library) -> None:
    assert groups(listings.papers_by_venue(sample)) == [
        ("ECCV", "venue-eccv", ["tutorial2022"]),
        ("EMNLP", "venue-emnlp", ["kar2022"]),
        ("Journal of Things", "venue-journal-of-things", ["pre2021"]),
        ("Nature Machine Intelligence", "venue-nature-machine-intelligence", ["eddine2022"]),
    ]


def test_venues_sort_without_case_and_chinese_ones_by_pinyin() -> None:
    venues = ("eLife", "自动化学报", "Nature", "计算机学报", "AAAI")
    files = "".join(bib(f"k{number}", "article", title=f"T{number}", journal=venue) for number, venue in enumerate(venues))
    items = "".join(f":::{{paper}} k{number}\n:title: 题\n:topics: tuning\n\n文。\n:::\n\n" for number in range(len(venues)))
    library = read({BIB: files, "issues/064.md": f"---\nissue: 64\ntitle: 题\ndate: 2022\n---\n# 题\n\n{items}"})
    listed = [group.head.zh for group in listings.papers_by_venue(library).groups]
    assert listed == ["AAAI", "eLife", "计算机学报", "Nature", "自动化学报"]


def test_institutions_are_listed_by_country_and_in_it_by_pinyin(sample: Library) -> None:
    assert groups(listings.institutions_by_country(sample)) == [
        ("", "country-other", ["3lab"]),
        ("CH", "country-ch", ["eth"]),
        ("CN", "country-cn", ["tsinghua"]),
        ("FI", "country-fi", ["abo"]),
        ("US", "country-us", ["mit", "meta"]),
    ]


def test_institutions_are_listed_by_the_pinyin_of_their_chinese_names(sample: Library) -> None:
    assert groups(listings.institutions_by_pinyin(sample)) == [
        ("#", "pinyin-other", ["3lab"]),
        ("A", "pinyin-a", ["abo"]),
        ("M", "pinyin-m", ["mit", "meta"]),
        ("Q", "pinyin-q", ["tsinghua"]),
        ("S", "pinyin-s", ["eth"]),
    ]


def test_institutions_are_listed_by_their_english_names_without_accents(sample: Library) -> None:
    assert groups(listings.institutions_by_latin(sample)) == [
        ("#", "latin-other", ["3lab"]),
        ("A", "latin-a", ["abo"]),
        ("E", "latin-e", ["eth"]),
        ("M", "latin-m", ["meta", "mit"]),
        ("T", "latin-t", ["tsinghua"]),
    ]


def test_authors_are_listed_by_family_name_without_the_particle(sample: Library) -> None:
    assert groups(listings.authors(sample)) == [
        ("a", "letter-a", ["angstrom-ada"]),
        ("d", "letter-d", ["dollar-piotr"]),
        ("k", "letter-k", ["kamal-eddine-moussa", "van-de-kar-mozes"]),
        ("m", "letter-m", ["de-martini-daniele"]),
        ("p", "letter-p", ["pouran-ben-veyseh-amir"]),
        ("z", "letter-z", ["zhang-wei"]),
    ]
    assert [row.docname for group in listings.authors(sample).groups for row in group.rows][2:4] == ["docs/authors/k"] * 2


def test_the_page_of_a_letter_lists_its_authors_with_their_entries(sample: Library) -> None:
    def rows(letter: str) -> list[tuple[str, list[str]]]:
        return [
            (row.label.zh, [entry.label.id for entry in row.entries])
            for group in listings.authors_of(sample, letter).groups
            for row in group.rows
        ]

    assert rows("m") == [("de Martini, Daniele", ["tutorial2022", "kar2022"])]
    assert rows("z") == [("Zhang, Wei", ["eddine2022", "pre2021"])]
    assert rows("q") == []


def test_an_index_of_very_many_authors_leads_to_the_letters_only(sample: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MAX_AUTHORS_NAMED", 3)
    labels = listings.authors(sample).groups[0].rows
    assert [(label.id, label.docname, label.count) for label in labels][2] == ("k", "docs/authors/k", 2)


def test_a_long_list_of_a_term_shows_the_newest_in_full_then_titles_then_numbers(
    sample: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = term_items(sample, "topic", "nlp")
    assert whole is not None
    assert (whole.titled, whole.counted) == ((), ())
    order = [row.label.id for group in whole.groups for row in group.rows]
    assert len(order) == whole.total == 3
    monkeypatch.setattr(terms, "MAX_ROWS_IN_FULL", 2)
    monkeypatch.setattr(terms, "MAX_NEWEST_IN_FULL", 1)
    monkeypatch.setattr(terms, "MAX_TITLES", 1)
    short = term_items(sample, "topic", "nlp")
    assert short is not None
    assert short.total == whole.total
    assert [row.label.id for group in short.groups for row in group.rows] == order[:1]
    assert [label.id for group in short.titled for label in group.rows] == order[1:2]
    assert sum(label.count or 0 for group in short.counted for label in group.rows) == 1


def test_errata_are_listed_by_issue_those_of_the_issue_first(sample: Library) -> None:
    listing = listings.errata(sample)
    assert groups(listing) == [("二", "issue-2", ["2", "eddine2022"])]
    assert [row.erratum.printed for row in listing.groups[0].rows] == ["丙", "甲"]


def test_numbers_count_everything_and_lead_to_the_pages_that_exist(sample: Library) -> None:
    assert [(label.id, label.count, label.docname) for label in listings.numbers(sample)] == [
        ("issue", 3, "issues/index"),
        *(("paper", 3, ""), ("topic", 5, ""), ("institution", 6, ""), ("method", 3, "")),
    ]


def test_the_top_terms_are_the_most_frequent_and_then_the_newest(sample: Library) -> None:
    assert [(label.id, label.count) for label in listings.top_topics(sample)] == [
        *(("nlp", 3), ("reasoning", 2), ("commonsense", 1), ("vision", 1)),
    ]
    assert [label.id for label in listings.top_methods(sample)] == ["prompting", "bert", "cot"]
    assert [label.id for label in listings.top_institutions(sample)] == ["mit", "tsinghua", "3lab", "eth", "meta"]


def test_the_codes_of_all_problems_are_listed(sample: Library) -> None:
    assert listings.problem_codes(sample) == tuple(CODES.values())


def test_an_empty_handbook_has_empty_listings() -> None:
    library = read({"issues/064.md": None, "docs/topics/tuning.md": None, "bib/064.bib": None})
    for name in set(LISTINGS) - {"numbers", "coverage", "problem-codes"}:
        shown = views.view(library, name)
        shown = shown.listing if isinstance(shown, UpdateList) else shown
        if isinstance(shown, Chart):
            assert not shown.is_drawn
        else:
            assert not (shown.groups if isinstance(shown, Listing) else shown)
    assert [label.count for label in listings.numbers(library)] == [0] * (2 + len(TERM_KINDS))


def test_two_loads_show_the_same(sample: Library) -> None:
    assert dict(everything(sample)) == dict(everything(read(SAMPLE)))
    assert len(dict(everything(sample))) > 50


@pytest.mark.parametrize("summary", ["另一篇摘要", "一\n\n二\n\n三", "摘要，{cite:p}`old2019` 也在此", "见{topic}`nlp`"])
def test_a_summary_that_changes_changes_no_view_but_the_references_of_its_own_page(summary: str) -> None:
    text = sample_text("issues/002.md")
    assert changed({"issues/002.md": text.replace("摘要一", summary)}) <= {"references issues/002"}


def test_lines_that_move_change_no_view() -> None:
    moved = {path: f"% note\n\n{sample_text(path)}" for path in SAMPLE if path.endswith(".bib") and SAMPLE[path]}
    page = sample_text("issues/002.md").replace("# 第 64 期\n", "# 第 64 期\n\n说明。\n\n")
    assert changed({**moved, "issues/002.md": page}) == set()


def test_a_title_that_changes_changes_the_views_that_show_it() -> None:
    found = changed({"issues/002.md": sample_text("issues/002.md").replace(":title: 挖掘", ":title: 采掘")})
    assert found == {
        *(
            "authors-k",
            "authors-m",
            "papers-by-venue",
            "papers-by-year",
            "papers-2022",
            "entry kar2022",
            "issue-card 2",
            "references docs/guide/prose",
        ),
        *(
            "term-items institution:mit",
            "term-items institution:tsinghua",
            "term-items method:cot",
            "term-items method:prompting",
        ),
        *("term-items topic:commonsense", "term-items topic:nlp", "term-items topic:reasoning"),
    }


def test_successive_issues_are_one_range() -> None:
    def covered(*numbers: int) -> list[tuple[str, str]]:
        files = {f"issues/{number:03}.md": issue("", number=number, heading=f"第 {number} 期") for number in numbers}
        ranges = views.view(read({"issues/064.md": None, **files}), "covered-issues")
        assert isinstance(ranges, tuple)
        return [(each.first.id, each.last.id) for each in ranges if isinstance(each, IssueRange)]

    assert covered(3, 1, 2, 28, 64, 63) == [("1", "3"), ("28", "28"), ("63", "64")]
    assert covered(7) == [("7", "7")]
    assert covered() == []


def test_a_term_that_is_renamed_changes_no_list_of_authors() -> None:
    found = changed({"docs/topics/vision.md": term("视觉", en="Computer vision")})
    assert "topics" in found
    assert not found & {
        "authors",
        "authors-k",
        "papers-by-year",
        "papers-by-venue",
        "errata",
        "numbers",
        "methods",
        "entry kar2022",
    }


def test_a_definition_that_changes_changes_no_view() -> None:
    assert (
        changed({"docs/topics/vision.md": sample_text("docs/topics/vision.md").replace("定义。", "另一个定义。\n\n更长。")})
        == set()
    )


def test_an_entry_that_goes_away_is_nowhere() -> None:
    library = read({**SAMPLE, "issues/002.md": sample_text("issues/002.md").replace(KAR, "")})
    assert [name for name, shown in everything(library) if "挖掘" in shown] == []
    assert [name for name, shown in everything(read(SAMPLE)) if "挖掘" in shown] != []
