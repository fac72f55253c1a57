"""The navigation beside the page: as long as the front page's tables of contents."""

from __future__ import annotations

import pytest

from handbook.sphinx_ext.html import navigation_titles

from .project import SMALL, Built, Project, toctree

FEW = 24
"""As many pages of a section as fit beside a page."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a small handbook with two sections: one with as many pages as are shown, one with one more; pages read only."""
    project = Project(root=tmp_path_factory.mktemp("navigation") / "small")
    sections = {"few": FEW, "many": FEW + 1}
    pages = {f"{name}/p{page:02}.md": f"# {name} {page}\n" for name, count in sections.items() for page in range(count)}
    indexes = {
        f"{name}/index.md": toctree(name.title(), *(f"p{page:02}" for page in range(count))) for name, count in sections.items()
    }
    front = toctree("首页", "few/index", "又一章 <many/index>", "issues/index", "docs/topics/index", "docs/methods/index")
    front += "\n```{toctree}\n:caption: 更多\n\ndocs/institutions/index\ndocs/authors/index\n```\n"
    project.write({**SMALL, **pages, **indexes, "index.md": front})
    return project.build("dummy")


def test_a_section_shows_its_pages_unless_they_are_too_many(built: Built) -> None:
    (_, chapters), _ = navigation_titles(built.domain, built.app.env)
    few, many = chapters[:2]
    assert few == ("Few", "few/index", tuple((f"few {page}", f"few/p{page:02}") for page in range(FEW)))
    assert many == ("又一章", "many/index", ())


def test_a_section_that_takes_whatever_is_there_shows_none_of_it(built: Built) -> None:
    (_, chapters), _ = navigation_titles(built.domain, built.app.env)
    assert ("各期", "issues/index", ()) in chapters


def test_captions_divide_the_navigation(built: Built) -> None:
    parts = navigation_titles(built.domain, built.app.env)
    assert [(caption, [docname for _, docname, _ in chapters]) for caption, chapters in parts] == [
        ("", ["few/index", "many/index", "issues/index", "docs/topics/index", "docs/methods/index"]),
        ("更多", ["docs/institutions/index", "docs/authors/index"]),
    ]
