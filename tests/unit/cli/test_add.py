"""``handbook add`` on the command line, with the real client and a local server in place of the services."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.checking.checks import check
from handbook.cli import add, main
from handbook.editing.files import Files
from handbook.library.loading import load
from handbook.metadata.transport import Limits
from tests.unit import builders
from tests.unit.metadata import answers
from tests.unit.metadata.server import Reply, Server, serving

ARXIV = "/query?id_list=2212.99123&max_results=1"
DOI = "/10.99999/made.2022.1"
ACL = "/2022.emnlp-main.9999.bib"
KEY = "doe2022tuning"
PROMPTS = builders.front_matter(en="Prompt tuning", zh="提示微调", aliases="[prompt-tuning]") + "# 提示微调\n\n定义。\n"


@dataclass
class Desk:
    """A handbook, a server, and the command."""

    root: Path
    server: Server

    def add(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["--root", os.fspath(self.root), "add", *arguments])

    def files(self) -> dict[str, bytes]:
        paths = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def changed(self, before: dict[str, bytes]) -> set[str]:
        after = self.files()
        return {path for path in {*before, *after} if before.get(path) != after.get(path)}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    root = tmp_path / "handbook"
    for path, data in builders.tree({"docs/methods/prompt-tuning.md": PROMPTS}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    monkeypatch.setenv("XDG_CACHE_HOME", os.fspath(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serving() as server:
        monkeypatch.setattr(add, "SERVICES", answers.services(server.base))
        monkeypatch.setattr(add, "LIMITS", Limits(connect=5, read=5, total=20, wait=0.01, gap=0.01))
        yield Desk(root, server)


def test_a_preprint_becomes_an_entry_and_an_item(desk: Desk) -> None:
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry()))
    page = desk.text(builders.ISSUE)
    done = desk.add("https://arxiv.org/abs/2212.99123v2", "--issue", "64")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"bib/064.bib: entry {KEY}, from arXiv" in done.stdout
    assert "proposed: topics: tuning; methods: prompt-tuning" in done.stdout
    assert "to do for every item:\n  - write the Chinese title and the summary\n" in done.stdout
    new = desk.text(builders.ISSUE)
    assert new.startswith(page)
    assert new.removeprefix(page).splitlines() == [
        "",
        "## 论文推荐",
        "",
        f":::{{paper}} {KEY}",
        ":title:",
        ":topics: tuning",
        ":institutions:",
        ":methods: prompt-tuning",
        "",
        "% draft: write the Chinese title above and a summary of 100 to 250 characters here; check the terms",
        "% Tuning Small Models for Tiny Tasks",
        ":::",
    ]
    assert desk.text(builders.BIB).endswith(
        """@misc{doe2022tuning,
  author        = {Doe, Jane Q. and van de Kar, Mozes},
  title         = {Tuning Small Models for Tiny Tasks},
  year          = {2022},
  eprint        = {2212.99123},
  archivePrefix = {arXiv},
  primaryClass  = {cs.CL},
  url           = {https://arxiv.org/abs/2212.99123}
}
"""
    )
    assert {"option-missing", "draft"} <= {problem.code for problem in check(load(desk.root))}


def test_without_an_issue_the_entry_goes_to_the_background(desk: Desk) -> None:
    desk.server.answer(DOI, answers.csl(answers.crossref()))
    before = desk.files()
    done = desk.add("10.99999/MADE.2022.1")
    assert (done.exit_code, done.stderr) == (0, "")
    assert desk.changed(before) == {"bib/background.bib"}
    assert f"{{cite:p}}`{KEY}`" in done.stdout
    assert "eventtitle    = {EMNLP 2022}" in desk.text("bib/background.bib")
    assert {problem.code for problem in check(load(desk.root))} == {"entry-unused", "term-unused"}


def test_a_preprint_published_under_its_title_is_one_entry(desk: Desk) -> None:
    extra = answers.arxiv_element("doi", "10.99999/made.2022.1")
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry(extra=extra, published="2021-12-09T18:00:01Z")))
    desk.server.answer(DOI, answers.csl(answers.crossref()))
    assert desk.add("2212.99123").exit_code == 0
    (entry,) = [paper for paper in load(desk.root).works.values() if paper.key != builders.KEY]
    assert (entry.key, entry.type, entry.meeting, entry.arxiv) == (KEY, "inproceedings", "EMNLP 2022", "2212.99123")
    assert dict(entry.fields)["primaryclass"] == "cs.CL"


def test_a_preprint_published_under_another_title_is_two_entries(desk: Desk) -> None:
    extra = answers.arxiv_element("doi", "10.99999/made.2022.1")
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry(extra=extra, title="A Draft on Tiny Tasks")))
    desk.server.answer(DOI, answers.csl(answers.crossref(type="journal-article")))
    done = desk.add("2212.99123", "--issue", "64")
    assert done.exit_code == 0
    library = load(desk.root)
    assert library.entries["doe2022draft"].published is library.works[KEY]
    assert library.works[KEY].arxiv == ""


def test_a_published_paper_has_the_identifier_of_its_preprint(desk: Desk) -> None:
    relation = {"has-preprint": [{"id-type": "doi", "id": "10.48550/arxiv.2212.99123", "asserted-by": "object"}]}
    desk.server.answer(DOI, answers.csl(answers.crossref(relation=relation)))
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry()))
    assert desk.add("10.99999/made.2022.1", "--issue", "64").exit_code == 0
    work = load(desk.root).works[KEY]
    assert (work.type, work.arxiv, work.doi) == ("inproceedings", "2212.99123", "10.99999/made.2022.1")
    assert ":methods: prompt-tuning" in desk.text(builders.ISSUE)


def test_a_preprint_is_added_without_its_published_version_if_that_fails(desk: Desk) -> None:
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry(extra=answers.arxiv_element("doi", "10.99999/gone"))))
    done = desk.add("2212.99123")
    assert done.exit_code == 0
    assert "10.99999/gone" in done.stdout
    assert KEY in load(desk.root).works


@pytest.mark.parametrize(
    "there",
    [
        {"eprint": "2212.99123v7", "archiveprefix": "arXiv"},
        {"doi": "10.48550/arXiv.2212.99123"},
        {"title": "TUNING small models -- for {T}iny tasks"},
    ],
)
def test_an_existing_paper_is_found(desk: Desk, there: dict[str, str]) -> None:
    (desk.root / "bib/background.bib").write_text(builders.bib("old2020", **there))
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry()))
    before = desk.files()
    done = desk.add("2212.99123")
    assert done.exit_code == 0
    assert "old2020 already exists: bib/background.bib:1" in done.stdout
    assert desk.changed(before) == set()


def test_a_paper_of_the_background_moves_to_the_issue_that_presents_it(desk: Desk) -> None:
    others = ["% kept\n", builders.bib("aaa2020"), "\n", builders.bib("zzz2020", title="Other")]
    old = builders.bib("old2020", title="Old Things")
    (desk.root / "bib/background.bib").write_text("".join([*others[:3], old, "\n", others[3]]))
    done = desk.add("old2020", "--issue", "64")
    assert done.exit_code == 0
    assert desk.server.asked == []
    assert desk.text("bib/background.bib") == "".join(others)
    assert desk.text(builders.BIB).endswith("\n" + old)
    assert ":::{paper} old2020\n" in desk.text(builders.ISSUE)


def test_the_entry_of_a_published_version_is_suggested_for_an_existing_preprint(desk: Desk) -> None:
    entry = builders.bib("old2020", title="Tuning Small Models for Tiny Tasks", eprint="2212.99123", archiveprefix="arXiv")
    (desk.root / "bib/background.bib").write_text(entry)
    desk.server.answer(DOI, answers.csl(answers.crossref()))
    before = desk.files()
    done = desk.add("doi:10.99999/made.2022.1")
    assert desk.changed(before) == set()
    assert "@inproceedings{old2020," in done.stdout
    assert "eprint        = {2212.99123}" in done.stdout


def test_a_published_version_under_another_title_is_added_beside_its_preprint(desk: Desk) -> None:
    entry = builders.bib("old2020", title="A Draft", eprint="2212.99123", archiveprefix="arXiv")
    (desk.root / "bib/background.bib").write_text(entry + "\n" + builders.bib("zzz2020", title="Other"))
    relation = {"has-preprint": [{"id-type": "doi", "id": "10.48550/arxiv.2212.99123", "asserted-by": "subject"}]}
    desk.server.answer(DOI, answers.csl(answers.crossref(relation=relation)))
    assert desk.add("10.99999/made.2022.1").exit_code == 0
    library = load(desk.root)
    assert [*library.works] == [builders.KEY, "old2020", KEY, "zzz2020"]
    assert library.published["old2020"].key == KEY


def test_a_paper_is_presented_once(desk: Desk) -> None:
    before = desk.files()
    assert "already presents doe2022deep" in desk.add(builders.KEY, "--issue", "64").stdout
    (desk.root / "issues/065.md").write_text(builders.issue(" ", number=65, heading="第 65 期"), encoding="utf-8")
    done = desk.add(builders.KEY, "--issue", "65")
    assert done.exit_code == 1
    assert "issues/064.md presents it" in done.stderr
    assert desk.changed(before) == {"issues/065.md"}


def test_a_file_needs_no_service(desk: Desk, tmp_path: Path) -> None:
    given = tmp_path / "given.bib"
    given.write_text(answers.ANTHOLOGY + builders.bib("x", author=None) + "@misc{broken, title = ", encoding="utf-8")
    done = desk.add(os.fspath(given))
    assert done.exit_code == 0
    assert desk.server.asked == []
    assert {"doe2022tuning", "anonymous2022deep"} & {*load(desk.root).works} == {"doe2022tuning"}
    assert "doe2022deep already exists" in done.stdout
    assert f"{given.as_posix()}:" in done.stderr


def test_many_at_once_with_one_that_fails(desk: Desk) -> None:
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry()))
    desk.server.answer(ACL, answers.bibtex())
    before = desk.files()
    done = desk.add("arXiv:2212.99123", "10.99999/gone", "2022.emnlp-main.9999", "2212.99123", "--issue", "64")
    assert done.exit_code == 1
    assert "10.99999/gone: 127.0.0.1 did not find it" in done.stderr
    assert desk.changed(before) == {builders.BIB, builders.ISSUE}
    works = [*load(desk.root).works]
    assert works == [builders.KEY, KEY, f"{KEY}b"]
    assert f"{KEY} is added only once" in done.stdout


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("doe2022deap", "did you mean doe2022deep?"),
        ("nonsense", "give a citation key"),
        ("arXiv:2213.12345", "looks like 2210.11610"),
        ("https://openreview.net/forum?id=x", "OpenReview provides no metadata"),
        ("https://example.org/paper", "this address contains no identifier"),
        ("https://doi.org/", "a DOI looks like"),
        ("missing.bib", "cannot read missing.bib"),
        ("a\x1b[31m", "give a citation key"),
        ("{x}", "give a citation key"),
    ],
)
def test_an_invalid_argument_changes_nothing(desk: Desk, argument: str, said: str) -> None:
    before = desk.files()
    done = desk.add("2212.99123", argument)
    assert done.exit_code == 2
    assert said in done.stderr
    assert (desk.server.asked, desk.changed(before)) == ([], set())


def test_an_issue_without_a_page(desk: Desk) -> None:
    done = desk.add("2212.99123", "--issue", "99")
    assert done.exit_code == 1
    assert "handbook new issue 99" in done.stderr
    assert desk.server.asked == []


def test_a_server_error_is_one_line(desk: Desk) -> None:
    desk.server.answer(ARXIV, Reply("", "text/html", 503))
    before = desk.files()
    done = desk.add("2212.99123")
    assert done.exit_code == 1
    assert done.stderr == "arXiv:2212.99123: server error at 127.0.0.1 (status 503); try again later\n"
    assert desk.changed(before) == set()


def test_a_second_run_sends_no_request(desk: Desk) -> None:
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry()))
    for _time in range(2):
        assert desk.add("2212.99123").exit_code == 0
    assert len(desk.server.asked) == 1
    assert desk.add("2212.99123", "--refresh").exit_code == 0
    assert len(desk.server.asked) == 2


def test_many_preprints_are_one_request(desk: Desk) -> None:
    other = answers.atom_entry("hep-th/9901001", title="Other", abstract="An &lt; in it.")
    desk.server.answer(
        "/query?id_list=2212.99123,hep-th/9901001,2212.99999&max_results=3", answers.atom(other, answers.atom_entry())
    )
    desk.server.answer("/query?id_list=2212.99999&max_results=1", answers.atom())
    done = desk.add("2212.99123", "hep-th/9901001", "2212.99999")
    assert done.exit_code == 1
    assert "arXiv has no paper 2212.99999" in done.stderr
    assert len(desk.server.asked) == 2
    assert {KEY, "doe2022other"} <= {*load(desk.root).works}


def test_the_reference_names_every_option() -> None:
    page = (Path(add.__file__).parents[3] / "docs/reference/cli.md").read_text(encoding="utf-8")
    section = page.partition("## handbook add")[2].partition("\n## ")[0]
    assert all(option.opts[0] in section for option in add.command.params if option.name not in ("papers", "help"))


def test_a_change_by_another_program_is_not_overwritten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry()))
    write = Files.write

    def late(self: Files, texts: dict[str, str | bytes | None]) -> None:
        (desk.root / builders.BIB).write_text("% mine\n")
        write(self, texts)

    monkeypatch.setattr(Files, "write", late)
    done = desk.add("2212.99123", "--issue", "64")
    assert done.exit_code == 1
    assert "bib/064.bib was changed by another program" in done.stderr
    assert desk.text(builders.BIB) == "% mine\n"
    assert KEY not in desk.text(builders.ISSUE)


def test_ctrl_c_leaves_the_tree_unchanged(desk: Desk, tmp_path: Path) -> None:
    desk.server.answer(ARXIV, answers.atom(answers.atom_entry()))
    desk.server.answer(DOI, Reply("", stalls=True, claims=10))
    code = (
        "import sys; from handbook.cli import add, main; from handbook.metadata.services import Services\n"
        "add.SERVICES = Services(arxiv=sys.argv[1] + '/query', doi=sys.argv[1], crossref=sys.argv[1])\n"
        "main(['--root', sys.argv[2], 'add', '2212.99123', '10.99999/made.2022.1', '--issue', '64'])"
    )
    before = desk.files()
    command = [sys.executable, "-W", "error", "-c", code, desk.server.base, os.fspath(desk.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        for _tick in range(12_000):
            if DOI in desk.server.asked or process.poll() is not None:
                break
            desk.server.stop.wait(0.01)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "Traceback" not in stderr
    assert KEY in stdout
    assert desk.changed(before) == set()


SEARCH = "/works?query.bibliographic=Tuning+Small+Models+for+Tiny+Tasks+Doe&rows=5"
ACCEPTED = answers.atom(answers.atom_entry(extra=answers.arxiv_element("comment", "Accepted at EMNLP 2022")))


def test_the_published_version_of_an_accepted_preprint_is_searched(desk: Desk) -> None:
    desk.server.answer(ARXIV, ACCEPTED)
    desk.server.answer(SEARCH, answers.crossref_found(answers.crossref(title="Another"), answers.crossref()))
    desk.server.answer(DOI, answers.csl(answers.crossref()))
    done = desk.add("2212.99123")
    assert done.exit_code == 0, done.output
    paper = load(desk.root).works[KEY]
    assert (paper.meeting, paper.doi, paper.arxiv) == ("EMNLP 2022", "10.99999/made.2022.1", "2212.99123")


@pytest.mark.parametrize(
    "found",
    [
        answers.crossref(title="Tuning Small Models"),
        answers.crossref(author=[{"family": "Roe", "given": "Jane Q."}]),
        answers.crossref(type="posted-content"),
    ],
)
def test_another_paper_that_a_search_finds_is_not_taken_for_it(desk: Desk, found: dict[str, object]) -> None:
    desk.server.answer(ARXIV, ACCEPTED)
    desk.server.answer(SEARCH, answers.crossref_found(found))
    done = desk.add("2212.99123")
    assert "  - its authors say at arXiv: Accepted at EMNLP 2022" in done.stdout
    assert load(desk.root).works[KEY].is_preprint


def test_affiliations_without_a_term_are_named(desk: Desk) -> None:
    place = answers.arxiv_element("affiliation", "A Made-Up Lab")
    entry = answers.atom_entry().replace("</name>", f"</name>{place}", 1)
    desk.server.answer(ARXIV, answers.atom(entry))
    assert "  - no term has these affiliations of its authors: A Made-Up Lab" in desk.add("2212.99123", "--issue", "64").stdout
