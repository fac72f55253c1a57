"""Redirects from the former addresses of a renamed term, in every order of builds."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from handbook.editing.lines import bytes_of, text_of
from handbook.editing.renaming import rename_term, term_to_rename

from .project import Project, files_below

OLD, NEW = "docs/topics/topic-a", "docs/topics/subject-a"


def rename(project: Project) -> None:
    """Rename a term like the command."""
    from handbook import load

    library = load(project.root)
    texts = {page.path: text_of((project.root / page.path).read_bytes()) for page in library.pages}
    for path, text in rename_term(library, texts, term_to_rename(library, "topic-a"), "subject-a").items():
        if text is None:
            (project.root / path).unlink()
        else:
            (project.root / path).write_bytes(bytes_of(text))


def test_the_old_address_leads_to_the_new_one(small: Project) -> None:
    first = small.build()
    bundle = (Path(first.app.outdir) / "cite/topic/topic-a.bib").read_bytes()
    rename(small)
    built = small.build()
    assert built.warnings == []
    outdir = Path(built.app.outdir)
    page = html.fromstring((outdir / f"{OLD}.html").read_bytes())
    assert page.xpath("string(/html/@lang)") == "en"
    assert page.xpath("string(//meta[@http-equiv='refresh']/@content)") == "0; url=subject-a.html"
    assert page.xpath("string(//link[@rel='canonical']/@href)") == "subject-a.html"
    assert page.xpath("string(//a/@href)") == "subject-a.html"
    assert page.xpath("//script") == []
    assert (outdir / f"{NEW}.html").is_file()
    assert (outdir / "cite/topic/topic-a.bib").read_bytes() == bundle == (outdir / "cite/topic/subject-a.bib").read_bytes()


def test_a_former_address_that_is_removed_has_no_redirect(small: Project) -> None:
    small.build()
    rename(small)
    small.build()
    small.edit(f"{NEW}.md", "formerly: [topic-a]\n", "")
    outdir = Path(small.build().app.outdir)
    assert not (outdir / f"{OLD}.html").exists()
    assert not (outdir / "cite/topic/topic-a.bib").exists()


def test_a_build_after_a_renaming_gives_what_a_clean_one_gives(small: Project, tmp_path: Path) -> None:
    small.build()
    rename(small)
    after = dict(files_below(Path(small.build().app.outdir)))
    again = small.build()
    assert (again.read, again.written) == (set(), set())
    clean = dict(files_below(Path(small.build(out=tmp_path / "clean", fresh=True).app.outdir)))
    assert after.keys() == clean.keys()
    assert [name for name in clean if clean[name] != after[name]] == []


def test_the_addresses_of_a_renamed_work_stay(small: Project) -> None:
    from handbook import load
    from handbook.editing.renaming_papers import rename_paper

    outdir = Path(small.build().app.outdir)
    library = load(small.root)
    paths = [*(page.path for page in library.pages), *(bib.path for bib in library.bibs)]
    texts = {path: text_of((small.root / path).read_bytes()) for path in paths}
    small.write({path: bytes_of(text) for path, text in rename_paper(library, texts, "doe2022one", "doe2023one").items()})
    built = small.build()
    assert built.warnings == []
    page = html.fromstring((outdir / "papers/doe2022one.html").read_bytes())
    assert page.xpath("string(//meta[@http-equiv='refresh']/@content)") == "0; url=doe2023one.html"
    assert (outdir / "papers/doe2023one.html").is_file()
    issue = html.fromstring((outdir / "issues/001.html").read_bytes())
    assert len(issue.xpath("//*[@id='doe2023one']//*[@id='doe2022one']")) == 1
    assert not [*outdir.glob("papers/doe2022one.*[!l]")], "files beside the page that has moved"
    small.build(html_title="Another handbook")
    assert (outdir / "papers/doe2022one.html").is_file(), "every page is written anew, and nothing that follows the pages"
    small.edit("bib/001.bib", "ids", "note")
    small.build()
    assert not (outdir / "papers/doe2022one.html").exists()
