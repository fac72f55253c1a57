"""Keys of views: no view changes without its key, and the key of a view that an edit cannot touch stays."""

from __future__ import annotations

import random

import pytest

from handbook import views
from handbook.library.library import Library
from handbook.model.records import LISTINGS
from handbook.reading.bibliography import read_bib
from handbook.related.ranking import ranking_of
from handbook.views import ViewKeys, issue_digests
from handbook.views.charts import CHARTS
from handbook.views.entries import object_label
from handbook.views.entry_digests import digest
from handbook.views.listings import AUTHORS_OF, COUNTED

from ..builders import Files, bib, entry, issue, person, read, term, tree

ERRATUM = ":::{erratum}\n:printed: 甲\n:correct: 乙\n:source: https://example.org\n\n依据：见原文。\n:::\n"
AUTHORS = "Doe, Jane and Roe, Ann and Lee, Kim and Only, One"
BASE: Files = {
    "issues/064.md": issue(
        entry(topics="small", body="摘要见 {cite:p}`roe2022`、{cite:p}`old1999`、{paper}`lee2022` 与 {method}`way`。")
        + "\n"
        + entry("roe2022", ":methods: way", title="另一篇", body="一段文字。")
        + "\n:::{news} news-1\n:title: 一则动态\n:topics: small\n\n见 {issue}`65` 与 [它](#lee2022)。\n:::\n"
    ),
    "issues/065.md": issue(
        entry("lee2022", ":institutions: lab", title="第三篇", body="见 {cite:p}`pub2023`。")
        + "\n"
        + entry("new2023", title="新篇"),
        number=65,
        heading="第 65 期",
    ),
    "bib/064.bib": bib(author=AUTHORS)
    + bib("roe2022", title="Other Ways", author="Roe, Ann")
    + bib(
        "pub2023",
        "article",
        title="Other Ways",
        author="Roe, Ann",
        journaltitle="Big",
        related="roe2022",
        relatedtype="origpubas",
    ),
    "bib/065.bib": bib("lee2022", title="Third", author="Lee, Kim", related="roe2022")
    + bib("new2023", author="Doe, Jane", year=2023),
    "bib/background.bib": bib("old1999", title="Old", author="Only, Cited", year=1999),
    "docs/topics/small.md": term("小调", en="Small", broader="tuning", related="[way]", body="见 {cite:p}`roe2022`。"),
    "docs/methods/way.md": term("法", en="Way"),
    "docs/institutions/lab.md": term("室", en="Lab", country="CN"),
    "docs/people/roe-ann.md": person("Ann Roe", "A. Roe"),
    "docs/authors/d.md": "# D\n\n```{listing} authors-d\n```\n",
    "docs/papers/2022.md": "# 2022\n\n```{listing} papers-2022\n```\n",
}


def edited(files: Files, path: str, old: str, new: str) -> Files:
    """Return *files* with a text in one of them replaced."""
    text = files[path]
    assert isinstance(text, str)
    assert old in text, f"{path}: {old}"
    return {**files, path: text.replace(old, new, 1)}


EDITS_OF_TEXT = {
    "summary": ("issues/065.md", "摘要。", "另一个摘要，还长一些。"),
    "term": ("issues/065.md", ":institutions: lab", ":institutions: lab\n:methods: way"),
    "title": ("issues/064.md", "另一篇", "又一篇"),
    "erratum": ("issues/065.md", "摘要。\n", f"摘要。\n\n{ERRATUM}"),
    "news": ("issues/064.md", "一则动态", "另一则动态"),
    "new citation": ("issues/065.md", "摘要。", "摘要见 {cite:p}`doe2022deep`。"),
    "new citing definition": ("docs/methods/way.md", "定义。", "定义见 {cite:p}`lee2022`。"),
    "definition": ("docs/methods/way.md", "定义。", "另一个定义。"),
    "name of a term": ("docs/methods/way.md", "zh: 法", "zh: 法则"),
    "related term": ("docs/topics/small.md", "related: [way]\n", ""),
    "broader term": ("docs/topics/small.md", "broader: tuning\n", ""),
    "title of an issue": ("issues/065.md", "title: 示例", "title: 另一期"),
    "date of an issue": ("issues/065.md", "2022-10-26", "2023-10-26"),
    "title of a work": ("bib/064.bib", "Deep Examples", "Deeper Examples"),
    "title of a cited work": ("bib/background.bib", "{Old}", "{Older}"),
    "year of a work": ("bib/065.bib", "2023", "2022"),
    "an author": ("bib/065.bib", "Lee, Kim", "Lee, Kim and Roe, Ann"),
    "an author of a cited work": ("bib/065.bib", "Doe, Jane", "Doe, Jane and Only, Cited"),
    "spelling": ("docs/people/roe-ann.md", '"A. Roe"', '"A. Roe", "Anna Roe"'),
    "venue": ("bib/064.bib", "{Big}", "{Bigger}"),
    "published version": ("bib/064.bib", "relatedtype = {origpubas}", "relatedtype = {multivolume}"),
    "title of a list": ("docs/papers/2022.md", "# 2022", "# 论文"),
    "order of entries": (
        "issues/065.md",
        ":::{paper} lee2022",
        ":::{paper} roe2022b\n:title: 前一篇\n\n无。\n:::\n\n:::{paper} lee2022",
    ),
}
REMOVED = ("issues/065.md", "docs/people/roe-ann.md", "docs/authors/d.md", "docs/institutions/lab.md", "bib/background.bib")


class State:
    """A library with its views, and the keys of these."""

    def __init__(self, files: Files, former: State | None) -> None:
        self.library = library = read(files)
        texts = tree(files)
        records = {page.docname: digest(repr(page)) for page in library.pages}
        bibs = {path: digest(repr(read_bib(path, data))) for path, data in texts.items() if path.endswith(".bib")}
        self.issues = issue_digests(library, records, bibs, former.issues if former else {})
        anew = issue_digests(library, records, bibs, {})
        assert self.issues == anew, "digests of the last build are those of this one"
        whole = digest(repr((records, bibs)))
        keys = ViewKeys(library, records, self.issues, whole, known=former.terms if former else None)
        keys_anew = ViewKeys(library, records, anew, whole)
        self.author_names = keys.author_names
        self.keys: dict[tuple[str, ...], str] = {}
        self.shown: dict[tuple[str, ...], str] = {}
        for name, argument in [(name, "") for name in LISTINGS] + [*arguments(library)]:
            self.keys[name, argument] = keys.of(name, argument)
            self.shown[name, argument] = repr(views.view(library, name, argument))
        for mention in (mention for page in library.pages for mention in page.mentions if mention.role != "cite"):
            self.keys["label", mention.role, mention.target] = keys.label(mention)
            self.shown["label", mention.role, mention.target] = repr(object_label(library, mention.role, mention.target))
        related = ranking_of(library).related
        for key, _issue in views.paper_keys(library):
            self.keys["paper", key] = keys.paper(key, related.get(key, ()), repr(related.get(key, ())))
            self.shown["paper", key] = repr(views.paper_page(library, key))
        for page in library.issues.values():
            works = [entry.item.id for entry in library.presented(page) if entry.item.kind == "paper"]
            self.keys["papers", page.docname] = keys.papers(page, related, {key: repr(related.get(key)) for key in works})
            self.shown["papers", page.docname] = "".join(self.shown["paper", key] for key in works)
        for plan in views.list_plans(library):
            self.keys["list", plan.docname] = keys.listing(plan)
            self.shown["list", plan.docname] = repr(plan.page())
        self.terms = keys.terms
        for name in self.terms.keys:
            assert keys_anew.of("term", name) == self.terms.keys[name], "keys of the last build are those of this one"


def arguments(library: Library) -> list[tuple[str, str]]:
    """Return every view of one entry, issue, page, person and term."""
    found = [("entry", key) for key in library.entries]
    for name in ("issue", "issue-card", "citations"):
        found += [(name, str(number)) for number in (*library.issues, "latest", 99)]
    found += [("references", page.docname) for page in library.pages]
    found += [(name, "roe-ann") for name in ("person", "person-entries")]
    terms = [f"{each.kind}:{each.id}" for each in library.vocabulary]
    return found + [(name, each) for name in ("term", "term-card", "term-items") for each in (*terms, "topic:none")]


def without_key(before: State, after: State) -> list[tuple[str, ...]]:
    """Return the views that have changed while their keys have not; a list without a key is always made."""
    keys = {name: key for name, key in after.keys.items() if key or name[0] != "list"}
    return [name for name, key in keys.items() if before.keys.get(name) == key and before.shown[name] != after.shown[name]]


def changed(before: State, after: State, what: str) -> set[str]:
    """Return the names of views or pages of a kind whose keys have changed."""
    return {name[-1] for name, key in after.keys.items() if name[0] == what and before.keys.get(name) != key}


@pytest.fixture(scope="module")
def base() -> State:
    return State(BASE, None)


@pytest.mark.parametrize("name", EDITS_OF_TEXT)
def test_no_view_changes_without_its_key(base: State, name: str) -> None:
    after = State(edited(BASE, *EDITS_OF_TEXT[name]), base)
    assert without_key(base, after) == []
    assert after.keys != base.keys or name in ("summary", "definition")


@pytest.mark.parametrize("path", REMOVED)
def test_no_view_changes_without_its_key_where_a_file_goes_or_comes(base: State, path: str) -> None:
    after = State({each: text for each, text in BASE.items() if each != path}, base)
    assert without_key(base, after) == []
    assert without_key(after, State(BASE, after)) == []


def test_the_same_after_many_edits_in_any_order() -> None:
    chance = random.Random(15)
    for _round in range(3):
        files, state = BASE, State(BASE, None)
        for name in chance.sample([*EDITS_OF_TEXT], 8):
            path, old, new = EDITS_OF_TEXT[name]
            if old in str(files[path]):
                files = edited(files, path, old, new)
                after = State(files, state)
                assert without_key(state, after) == []
                state = after


def test_the_key_of_what_an_edit_cannot_touch_stays(base: State) -> None:
    def after(name: str) -> State:
        return State(edited(BASE, *EDITS_OF_TEXT[name]), base)

    carried = changed(base, after("term"), "term-items") - {"topic:none"}
    assert carried == {"method:way", "institution:lab", "topic:tuning"}, "the new term, and those that go with it"
    assert changed(base, after("term"), "entry") == {"lee2022", "new2023"}, "the entries of an issue, whose page has them all"
    assert changed(base, after("title of a cited work"), "term-items") == {"topic:none"}, "of which nothing is known"
    assert changed(base, after("title of a cited work"), "paper") == {"old1999", "doe2022deep"}
    assert changed(base, after("new citing definition"), "paper") == {"lee2022"}
    assert changed(base, after("erratum"), "paper") == {"new2023"}
    assert changed(base, after("title of a work"), "list") == {"authors/doe-jane", "authors/lee-kim"}


def test_the_key_of_a_term_changes_with_what_narrower_ones_cover() -> None:
    text = issue(entry("narrow2022", topics="small"), number=66, heading="第 66 期")
    files = {**BASE, "issues/066.md": text, "bib/066.bib": bib("narrow2022", title="Narrow")}
    before = State(files, None)
    after = State(edited(files, "bib/066.bib", "Narrow", "Wide"), before)
    assert without_key(before, after) == []
    assert changed(before, after, "term-items") == {"topic:small", "topic:tuning", "topic:none"}


def test_an_issue_that_makes_the_time_longer_changes_the_charts_of_all_terms() -> None:
    numbers = range(70, 76)
    quarters = ("2021-01", "2021-04", "2021-07", "2021-10", "2022-01", "2022-04")
    files = {**BASE}
    for number, date in zip(numbers, quarters, strict=True):
        files[f"issues/{number:03}.md"] = issue(entry(f"a{number}"), number=number, heading=f"第 {number} 期", date=date)
        files[f"bib/{number:03}.bib"] = bib(f"a{number}")
    before = State(files, None)
    later = issue("无。\n", number=80, heading="第 80 期", date="2023-05")
    after = State({**files, "issues/080.md": later}, before)
    assert without_key(before, after) == []
    assert before.shown["term", "topic:tuning"] != after.shown["term", "topic:tuning"]


def test_a_divided_list_of_authors_has_names_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.library.dividing.MAX_ENTRIES_OF_LIST", 0)
    divided = State(BASE, None)
    for name in EDITS_OF_TEXT:
        after = State(edited(BASE, *EDITS_OF_TEXT[name]), divided)
        assert without_key(divided, after) == [], name
    retitled = State(edited(BASE, *EDITS_OF_TEXT["title of a work"]), divided)
    assert retitled.keys["authors-d", ""] == divided.keys["authors-d", ""]
    books = [ViewKeys(each.library, {}, each.issues, "", divides=False) for each in (divided, retitled)]
    assert books[0].of("authors-d") != books[1].of("authors-d"), "a book divides no list"


def test_only_what_counts_a_method_changes_with_the_methods_of_a_paper(base: State) -> None:
    counted = {*CHARTS, *COUNTED}
    for edit in ("summary", "definition", "title of a work"):
        after = State(edited(BASE, *EDITS_OF_TEXT[edit]), base)
        assert {name for name in counted if after.keys[name, ""] != base.keys[name, ""]} == set(), edit
    after = State(edited(BASE, *EDITS_OF_TEXT["term"]), base)
    changed = {name for name in counted if after.keys[name, ""] != base.keys[name, ""]}
    assert changed == {"methods", "methods-by-entries", "topics-by-methods"}


def test_only_the_lists_of_the_authors_of_a_work_change_with_its_title(base: State) -> None:
    after = State(edited(BASE, *EDITS_OF_TEXT["title of a work"]), base)
    lists = {name for name in AUTHORS_OF if after.keys[name, ""] != base.keys[name, ""]}
    assert lists == {"authors-d", "authors-l", "authors-o", "authors-r"}


def test_a_new_key_of_a_work_changes_what_the_places_of_authors_are_found_by(base: State) -> None:
    renamed = edited(edited(BASE, "bib/065.bib", "new2023", "new2023b"), "issues/065.md", "new2023", "new2023b")
    after = State(renamed, base)
    assert without_key(base, after) == []
    assert after.author_names != base.author_names


def test_a_list_of_authors_is_the_same_with_what_an_earlier_library_has_found() -> None:
    before, after = (read(files) for files in (BASE, edited(BASE, *EDITS_OF_TEXT["title of a work"])))
    views.use_author_places(after, views.author_places(before))
    assert "authors" not in vars(after)
    shown = views.view(after, "authors-d")
    assert "authors" not in vars(after), "all authors are gathered"
    assert repr(shown) == repr(views.view(read(edited(BASE, *EDITS_OF_TEXT["title of a work"])), "authors-d"))
