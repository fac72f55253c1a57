"""``handbook refresh`` on a seeded set of works, 100 of which have changed; a local server answers as the services do."""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result

import handbook
from handbook.cli import add, main
from handbook.metadata.services import MAX_PAPERS_IN_REQUEST
from handbook.metadata.transport import Limits

from .. import builders
from ..editing.test_changes import tree
from ..metadata import answers
from ..metadata.server import Server, serving

OF_ARXIV = ("published", "published-otherwise", "promised", "title", "withdrawn")
OF_DOI = ("retraction", "correction", "concern", "title")
UNCHANGED = ("same", "capitals", "accents", "version", "abstract", "subtitle", "edition", "meeting")
WORDS = ("Tiny", "Models", "Learn", "Sparse", "Graphs", "From", "Noisy", "Text", "With", "Little", "Memory", "Twice", "Again")


@dataclass(frozen=True)
class Work:
    """A work of the seeded set: what has changed in it, if anything has."""

    number: int
    title: str
    change: str
    is_preprint: bool

    @property
    def key(self) -> str:
        return f"doe2022w{self.number}"

    @property
    def identifier(self) -> str:
        return f"2212.{self.number:05}" if self.is_preprint else f"10.99999/made.{self.number}"

    @property
    def has_changed(self) -> bool:
        return self.change not in UNCHANGED

    def entry(self) -> str:
        person = "author = {Doe, Jane Q. and van de Kar, Mozes}"
        if self.is_preprint:
            fields = (
                f"eprint = {{{self.identifier}}}, archivePrefix = {{arXiv}},\n  url = {{https://arxiv.org/abs/{self.identifier}}}"
            )
            return f"@misc{{{self.key},\n  {person},\n  title = {{{self.title}}},\n  year = {{2022}},\n  {fields}\n}}\n"
        fields = f"journal = {{Journal of Made-Up Results}}, year = {{2022}},\n  doi = {{{self.identifier}}}"
        return f"@article{{{self.key},\n  {person},\n  title = {{{self.title}}},\n  {fields}\n}}\n"

    @property
    def current(self) -> str:
        """Its title as the service has it today."""
        return {
            "title": f"{self.title} Revisited" if self.is_preprint else f"On {self.title}",
            "capitals": self.title.upper(),
            "accents": self.title.replace("Models", "\\'Models").replace(" ", "\n  ", 1),
            "subtitle": self.title if self.is_preprint else f"{self.title}: A Report",
        }.get(self.change, self.title)

    def published(self) -> dict[str, object]:
        title = f"{self.title}, Fully" if self.change == "published-otherwise" else self.title
        return answers.crossref(title=title, DOI=f"10.99999/pub.{self.number}")


def seeded() -> list[Work]:
    """Return 100 works that have changed and 100 that have not, in any order."""
    chance = random.Random(18)
    changed = [(change, True) for change in OF_ARXIV for _time in range(12)] + [
        (change, False) for change in OF_DOI for _time in range(10)
    ]
    same = [(UNCHANGED[number % len(UNCHANGED)], number % 2 == 0) for number in range(100)]
    kinds = [*changed, *same]
    chance.shuffle(kinds)
    return [
        Work(number, f"{' '.join(chance.sample(WORDS, 5))} {number}", change, is_preprint)
        for number, (change, is_preprint) in enumerate(kinds, start=1)
    ]


def answer(server: Server, works: list[Work]) -> None:
    """Have the server answer for all works."""
    of_arxiv = [work for work in works if work.is_preprint]
    feeds = {work.identifier: atom(work) for work in of_arxiv}
    batches = [of_arxiv[start : start + MAX_PAPERS_IN_REQUEST] for start in range(0, len(of_arxiv), MAX_PAPERS_IN_REQUEST)]
    for batch in batches:
        ids = [work.identifier for work in batch]
        query = urlencode({"id_list": ",".join(ids), "max_results": len(ids)}, safe="/,")
        server.answer(f"/query?{query}", answers.atom(*(feeds[each] for each in ids)))
    for identifier, feed in feeds.items():
        server.answer(f"/query?id_list={identifier}&max_results=1", answers.atom(feed))
    for work in works:
        if not work.is_preprint:
            notices = [
                {
                    "type": {"concern": "expression_of_concern", "edition": "new_edition"}.get(work.change, work.change),
                    "DOI": "10.99999/n",
                }
            ]
            record = answers.crossref(title=work.current, DOI=work.identifier, **{"updated-by": notices})
            record |= {"type": "journal-article", "container-title": "Journal of Made-Up Results", "event": None}
            server.answer(f"/{work.identifier}", answers.csl(record))
        elif work.change in ("published", "published-otherwise", "promised"):
            server.answer(f"/10.99999/pub.{work.number}", answers.csl(work.published()))
            query = urlencode({"query.bibliographic": f"{work.title} Doe", "rows": 5})
            server.answer(f"/works?{query}", answers.crossref_found(work.published()))


def atom(work: Work) -> str:
    """Return the entry of a preprint in the feed of arXiv."""
    extra = {
        "published": answers.arxiv_element("doi", f"10.99999/pub.{work.number}"),
        "published-otherwise": answers.arxiv_element("doi", f"10.99999/pub.{work.number}"),
        "promised": answers.arxiv_element("comment", "Accepted at EMNLP 2022"),
        "withdrawn": answers.arxiv_element("comment", "This paper has been withdrawn by its authors"),
        "version": answers.arxiv_element("comment", "12 pages, 3 figures"),
        "meeting": answers.arxiv_element("comment", "Extended version of a paper withdrawn from ICLR 2022"),
    }.get(work.change, "")
    abstract = "Another abstract." if work.change == "abstract" else answers.ABSTRACT
    return answers.atom_entry(work.identifier, title=work.current, extra=extra, abstract=abstract)


@dataclass
class Desk:
    """A handbook with the seeded works, and the server."""

    root: Path
    server: Server
    works: list[Work]

    def refresh(self, *arguments: str) -> Result:
        done = CliRunner().invoke(main, ["--root", str(self.root), "refresh", *arguments])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done

    def bib(self) -> str:
        return (self.root / "bib/background.bib").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    root, works = tmp_path / "handbook", seeded()
    files = {"bib/background.bib": "\n".join(work.entry() for work in works)}
    for path, data in builders.tree(files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serving() as server:
        monkeypatch.setattr(add, "SERVICES", answers.services(server.base))
        monkeypatch.setattr(add, "LIMITS", Limits(connect=5, read=5, total=20, gap=0, wait=0.01))
        answer(server, works)
        yield Desk(root, server, works)


def test_changed_works_are_found_and_no_other(desk: Desk) -> None:
    done = desk.refresh("--all", "--apply")
    assert done.exit_code == 0
    found = set(re.findall(r"^bib/background\.bib:\d+: (\w+): ", done.stdout, re.MULTILINE))
    changed = {work.key for work in desk.works if work.has_changed}
    assert len(changed) == 100
    assert len(changed - found) <= 2, changed - found
    assert len(found - changed) <= 1, found - changed
    assert len(desk.server.asked) < 2.2 * len(desk.works)
    library = handbook.load(desk.root)
    for work in desk.works:
        paper = library.works[work.key]
        assert paper.checked
        assert paper.is_preprint == (work.is_preprint and work.change not in ("published", "promised"))
        if work.change == "published-otherwise":
            other = library.published[work.key]
            assert (other.title, other.doi) == (f"{work.title}, Fully", f"10.99999/pub.{work.number}")
    kinds = {"withdrawn": "withdrawal", "retraction": "retraction", "correction": "correction", "concern": "concern"}
    told = {work.key: [kind for kind, _place in library.works[work.key].notices] for work in desk.works}
    assert told == {work.key: [kinds[work.change]] if work.change in kinds else [] for work in desk.works}
    once = [next(work.key for work in desk.works if work.change == change) for change in (*OF_ARXIV, *OF_DOI)]
    again = desk.refresh(*once)
    assert "changed: 0;" in again.stdout, again.stdout


def test_one_work_is_shown_with_its_difference_and_only_its_lines_change(desk: Desk) -> None:
    work = next(work for work in desk.works if work.change == "title" and work.is_preprint)
    before, files = desk.bib(), tree(desk.root)
    assert "Nothing was written; --apply writes the changes." in desk.refresh(work.key).stdout
    assert tree(desk.root) == files
    done = desk.refresh(work.key, "--apply")
    assert f"{work.key}: its title is now: {work.current} (write the former one into reported-as" in done.stdout
    assert f"\n-  title = {{{work.title}}},\n+  title = {{{work.current}}},\n" in done.stdout
    lines = [line for line in difflib.ndiff(before.splitlines(), desk.bib().splitlines()) if line[0] in "+-"]
    assert len(lines) == 5  # the title, a comma, and the day
    assert "checked" in lines[-1]


def test_authors_whom_an_entry_does_not_name_are_filled_in(desk: Desk) -> None:
    work = next(work for work in desk.works if work.change == "same" and work.is_preprint)
    text = desk.bib().replace(work.entry(), work.entry().replace("and van de Kar, Mozes", "and others"))
    (desk.root / "bib/background.bib").write_text(text, encoding="utf-8")
    assert f"{work.key}: all its authors are known now: 2" in desk.refresh(work.key, "--apply").stdout
    paper = handbook.load(desk.root).works[work.key]
    assert ([person.family for person in paper.authors], paper.others) == (["Doe", "Kar"], False)


def test_the_works_of_an_issue_and_those_checked_longest_ago(desk: Desk) -> None:
    assert "checked: 0; changed: 0; not checked: 0" in desk.refresh("--issue", "64").stdout
    assert "checked: 3; " in desk.refresh("--oldest", "4", "--apply").stdout  # one has no identifier
    assert desk.bib().count("checked") == 3
    assert desk.refresh("--oldest", "4", "--apply").exit_code == 0
    assert desk.bib().count("checked") > 3


def test_a_work_that_a_service_does_not_know_stays_unchecked(desk: Desk) -> None:
    work = next(work for work in desk.works if not work.is_preprint)
    del desk.server.routes[f"/{work.identifier}"]
    done = desk.refresh(work.key, "--apply")
    assert (done.exit_code, f"{work.key}: 127.0.0.1 did not find it" in done.stderr) == (1, True)
    assert "checked" not in desk.bib()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ((), 2, "give keys, --issue N, --oldest N or --all"),
        (("--all", "--issue", "64"), 2, "give keys"),
        (("nobody",), 1, "there is no work nobody"),
        (("--issue", "9"), 1, "issue 9 has no page"),
    ],
)
def test_what_to_check_must_be_clear(desk: Desk, arguments: tuple[str, ...], status: int, message: str) -> None:
    done = desk.refresh(*arguments)
    assert (done.exit_code, message in done.stderr) == (status, True)
