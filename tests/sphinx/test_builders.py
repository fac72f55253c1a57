"""The HTML builders: shares of pages have equal weight, and titles and rows are rendered once."""

from __future__ import annotations

from collections import Counter

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from handbook.sphinx_ext.builders import INVENTORY_STATE, shares
from handbook.sphinx_ext.internals.sphinx import SharedWritingBuilder
from handbook.sphinx_ext.render import Renderer

from .project import Project


def test_shares_weigh_about_the_same_and_have_every_page_once() -> None:
    weights = {f"page-{number:03}": number * number for number in range(100)}
    found = shares(weights, weights, 3)
    assert sorted(docname for share in found for docname in share) == sorted(weights)
    carried = [sum(weights[docname] for docname in share) for share in found]
    assert max(carried) < 1.05 * min(carried)
    assert shares(["b", "a"], {}, 4) == [["a"], ["b"]], "no share without a page"


def test_a_title_is_rendered_once_and_no_row_is_made_of_nodes(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: Counter[str] = Counter()
    render = StandaloneHTMLBuilder.render_partial

    def rendering(self: StandaloneHTMLBuilder, node: nodes.Node | None) -> dict[str, str]:
        if isinstance(node, nodes.title):
            titles[node.astext()] += 1
        return render(self, node)

    monkeypatch.setattr(StandaloneHTMLBuilder, "render_partial", rendering)
    for name in ("row", "author"):
        monkeypatch.setattr(Renderer, name, lambda *_arguments, name=name: pytest.fail(f"{name} has been called"))
    small.build()
    assert titles
    assert set(titles.values()) == {1}


def test_folders_of_pages_are_written_in_parallel_as_one_after_the_other(small: Project) -> None:
    small.build("dirhtml")
    small.build("dirhtml", out=small.out / "parallel", jobs=3, fresh=True)
    for name in ("index.html", "issues/001/index.html", "docs/topics/topic-a/index.html", "docs/authors/d/index.html"):
        assert (small.out / "dirhtml" / name).read_bytes() == (small.out / "parallel/dirhtml" / name).read_bytes()


def inventory(project: Project) -> bytes:
    return (project.out / "html/objects.inv").read_bytes()


def test_the_inventory_is_written_exactly_if_an_object_may_have_changed(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    small.build()
    dumped: list[bool] = []
    dump = SharedWritingBuilder.dump_inventory
    monkeypatch.setattr(SharedWritingBuilder, "dump_inventory", lambda self: dumped.append(True) or dump(self))
    for path, old, new, may_change in (
        ("issues/001.md", "摘要。", "另一个摘要。", False),
        ("docs/topics/topic-b.md", "主题乙是什么。", "主题乙是另一个主题。", False),
        ("issues/001.md", ":topics: topic-a", ":topics: topic-b", False),
        ("issues/001.md", "title: ", "title: 新的", True),
        ("docs/topics/topic-b.md", "zh: ", "zh: 新的", True),
        ("issues/001.md", "题目 doe2022one", "新题目", True),
        ("docs/topics/topic-a.md", "主题甲是什么。", "(a-label)=\n\n## 什么是主题甲", True),
        ("conf.py", '"Small"', '"Other"', True),
    ):
        small.edit(path, old, new)
        small.build()
        assert bool(dumped) == may_change, new
        dumped.clear()
    for name in ("objects.inv", INVENTORY_STATE):
        before = inventory(small)
        (small.out / "html" / name).unlink()
        small.edit("issues/001.md", "摘要。", "又一个摘要。")
        small.build()
        assert (inventory(small), dumped.pop()) == (before, True)
    small.build(out=small.root.with_name("clean"))
    assert inventory(small) == (small.root.with_name("clean") / "html/objects.inv").read_bytes()


def test_sphinx_called_from_python_without_further_arguments_builds(small: Project) -> None:
    with patch_docutils(small.root), docutils_namespace():
        app = Sphinx(small.root, small.root, small.out / "html", small.out / "doctrees", "html")
        app.build()
    assert (app.parallel, app.statuscode) == (0, 0)
    assert (small.out / "html" / "index.html").is_file()
    assert (small.out / "html/_search/made-of.json.gz").is_file()
