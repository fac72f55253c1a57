"""The inside of Sphinx on which ``internals.sphinx`` relies: these tests fail where Sphinx changes it."""

from __future__ import annotations

import inspect
import logging
import multiprocessing
import os
import re
import time
from collections import Counter
from collections.abc import MutableMapping
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import jinja2
import pytest
from docutils import nodes
from sphinx.builders import Builder, html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxParallelError
from sphinx.util import logging as sphinx_logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks, parallel_available

from handbook.model.pickling import Shelf
from handbook.sphinx_ext.internals import sphinx as internals

from ..project import Project, files_below


def parameters(function: object) -> list[str]:
    return [*inspect.signature(function).parameters]  # type: ignore[arg-type]


def test_write_documents_is_what_writes_pages_and_chooses_by_parallel_ok() -> None:
    assert parameters(Builder.write_documents) == ["self", "docnames"]
    assert "self.write_documents(" in inspect.getsource(Builder.write)
    assert "self.parallel_ok" in inspect.getsource(Builder.write_documents)
    assert "write_documents" not in vars(StandaloneHTMLBuilder)


def test_a_page_is_written_in_two_phases_by_the_same_calls_as_ours() -> None:
    serial = inspect.getsource(Builder._write_serial) + inspect.getsource(inspect.getmodule(Builder)._write_docname)  # type: ignore[attr-defined]
    for call in ("get_and_resolve_doctree(", "BuildPhase.RESOLVING", "BuildPhase.WRITING", "write_doc_serialized(", "write_doc("):
        assert call in serial, call
    assert parameters(StandaloneHTMLBuilder.write_doc_serialized) == ["self", "docname", "doctree"]
    assert parameters(StandaloneHTMLBuilder.write_doc) == ["self", "docname", "doctree"]
    assert {*BuildPhase.__members__} >= {"READING", "RESOLVING", "WRITING"}


def test_parallel_tasks_pass_argument_and_result_to_the_main_process() -> None:
    assert parameters(ParallelTasks.add_task) == ["self", "task_func", "arg", "result_func"]
    if not parallel_available:
        pytest.fail("this platform cannot fork, which a parallel build of the handbook requires")
    results: list[tuple[str, str]] = []
    tasks = ParallelTasks(2)
    for argument in ("a", "b"):
        tasks.add_task(str.upper, argument, lambda arg, result: results.append((arg, result)))
    tasks.join()
    assert sorted(results) == [("a", "A"), ("b", "B")]


def test_an_error_of_another_process_is_passed_on_as_text() -> None:
    def fail(_argument: str) -> None:
        raise OSError(28, "No space left on device", "a.html")

    tasks = ParallelTasks(1)
    tasks.add_task(fail, "a")
    with pytest.raises(SphinxParallelError) as caught:
        tasks.join()
    assert "[Errno 28] No space left on device: 'a.html'" in internals.error_of_process(caught.value)
    assert internals.error_of_process(OSError(28, "No space left on device")) == ""


def fake_builder(*, parallel_ok: bool) -> Builder:
    return cast("Builder", SimpleNamespace(parallel_ok=parallel_ok))


@pytest.mark.parametrize("parallel_ok", [True, False])
def test_work_beside_is_done_by_the_end_and_what_it_logs_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, parallel_ok: bool
) -> None:
    began, done = tmp_path / "began", tmp_path / "done"

    def work() -> None:
        began.touch()
        if parallel_ok:
            wait_for(done)  # the body is not over
        done.write_text(str(os.getpid()), encoding="utf-8")
        sphinx_logging.getLogger("handbook.test").warning("from the work")

    logging.getLogger("sphinx").addHandler(caplog.handler)
    with internals.beside(fake_builder(parallel_ok=parallel_ok), work):
        if parallel_ok:
            wait_for(began)
        assert began.exists() == parallel_ok
        done.touch()
    assert (done.read_text(encoding="utf-8") == str(os.getpid())) != parallel_ok
    logging.getLogger("sphinx").removeHandler(caplog.handler)
    assert {record.getMessage().removeprefix("WARNING: ") for record in caplog.records} == {"from the work"}  # as set up or not


@pytest.mark.parametrize(("parallel_ok", "kind"), [(True, SphinxParallelError), (False, OSError)])
def test_an_error_of_work_beside_is_raised_when_the_body_is_done(kind: type[Exception], *, parallel_ok: bool) -> None:
    done = []

    def work() -> None:
        raise OSError(28, "No space left on device", "a.html")

    with pytest.raises(kind, match="No space left on device"), internals.beside(fake_builder(parallel_ok=parallel_ok), work):
        done.append(True)
    assert done


@pytest.mark.parametrize("parallel_ok", [True, False])
def test_an_error_of_the_body_ends_the_work_beside_it(tmp_path: Path, *, parallel_ok: bool) -> None:
    def work() -> None:
        (tmp_path / "began").write_text(str(os.getpid()), encoding="utf-8")
        wait_for(tmp_path / "never")
        (tmp_path / "done").touch()

    def body() -> None:
        if parallel_ok:
            wait_for(tmp_path / "began")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), internals.beside(fake_builder(parallel_ok=parallel_ok), work):
        body()
    assert (tmp_path / "began").exists() == parallel_ok
    for process in multiprocessing.active_children():
        process.join(5)
    assert multiprocessing.active_children() == []
    assert not (tmp_path / "done").exists()


def wait_for(path: Path) -> None:
    """Wait until there is a file, at most ten seconds."""
    end = time.monotonic() + 10
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)


def test_builder_and_environment_have_what_we_use(small: Project) -> None:
    app = small.build().app
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    assert builder._app is app
    assert isinstance(builder.images, dict)
    assert builder.search is False, "our setting, which prepare_writing and finish read"
    assert "if self.search:" in inspect.getsource(StandaloneHTMLBuilder.prepare_writing)
    assert "if self.search:" in inspect.getsource(StandaloneHTMLBuilder.gen_additional_pages)
    assert not (small.out / "html/searchindex.js").exists()
    assert (small.out / "html" / internals.BUILD_INFO).is_file()
    assert internals.has_inventory(builder)
    env = app.env
    assert env.found_docs == set(env.all_docs) == set(env.titles) == set(env.metadata)
    assert env.collect_relations()["issues/001"][0] == "issues/index"
    assert "issues/001" in env.toctree_includes["issues/index"]
    assert "issues/index" in env.glob_toctrees
    assert [*internals.ancestors(builder, "issues/001")] == ["issues/index", "index"]
    for path in internals.output_files(builder, app.config, "issues/001"):
        assert path.is_file(), path


def test_the_environment_decodes_pages_with_its_setting(small: Project) -> None:
    """Sphinx stops at a page that is not UTF-8; with our codec the page reaches the reader, which reports it."""
    small.write({"docs/page.md": b"---\norphan: true\n---\n# \xe9\n"})
    assert any("docs/page.md" in line and "hb.not-utf8" in line for line in small.build().warnings)


def test_what_the_environment_holds_by_page_is_cleared(small: Project) -> None:
    env = small.build().app.env
    docnames = frozenset(env.all_docs)
    by_page = {name for name, value in vars(env).items() if isinstance(value, MutableMapping) and value.keys() & docnames}
    assert by_page >= {"all_docs", "titles", "metadata", "tocs", "toctree_includes"}
    others = {name for name in by_page if not vars(env)[name].keys() <= docnames}
    assert others <= {"domaindata"}, "a mapping with other keys too would not be cleared"
    internals.forget_pages_read_elsewhere(env)
    assert {name for name in by_page - others if vars(env)[name]} == set()


def test_every_internal_link_has_the_classes_that_we_remove(small: Project) -> None:
    """Fails where Sphinx writes links otherwise; without this, links would only get longer."""
    app = small.build("html").app
    document = nodes.document(app.env.settings, None)  # type: ignore[arg-type]
    paragraph = nodes.paragraph("", "", nodes.reference("", "text", internal=True, refuri="a.html", reftitle="title"))
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    document += paragraph
    written = app.builder.render_partial(paragraph)["fragment"]
    assert written.count("<a ") == written.count(internals.LINK_CLASSES) == 1, written


def test_cached_rows_are_written_without_the_classes_of_links(small: Project) -> None:
    small.build()
    page = (small.out / "html/docs/topics/topic-a.html").read_text(encoding="utf-8")
    rows = re.findall(r'<p class="hb-row-title">(<a [^>]*>)', page)
    assert rows
    assert all("class=" not in row for row in rows)


def test_sphinx_only_logs_that_a_page_cannot_be_written() -> None:
    """``tests/sphinx/test_disk.py`` has builds in which our filter raises the error."""
    source = inspect.getsource(StandaloneHTMLBuilder.handle_page)
    assert "except OSError as err:\n            logger.warning(__('error writing file %s: %s'), output_path, err)" in source
    assert html.logger.logger.name == "sphinx.sphinx.builders.html"


@pytest.mark.parametrize(
    ("error", "is_raised"), [(PermissionError(13, "Permission denied"), True), (FileNotFoundError(2, ""), False)]
)
def test_errors_among_the_arguments_of_a_warning(error: OSError, *, is_raised: bool) -> None:
    record = logging.LogRecord("sphinx", logging.WARNING, "", 0, "error writing file %s: %s", ("a.html", error), None)
    if is_raised:
        with pytest.raises(PermissionError, match=r"a\.html"):
            internals.raise_logged_error(record)
    else:
        assert internals.raise_logged_error(record)


def test_the_loggers_of_all_classes_of_the_builder_raise_errors(small: Project) -> None:
    app = small.build().app
    names = [f"sphinx.{base.__module__}" for base in type(app.builder).__mro__]
    assert {"sphinx.sphinx.builders", "sphinx.sphinx.builders.html"} <= {*names}
    filters = Counter(name for name in names if internals.raise_logged_error in logging.getLogger(name).filters)
    assert {*filters} == {*names}


def test_the_script_with_translations_has_what_ours_replaces() -> None:
    """``static/handbook-translations.js`` replaces ``Documentation.addTranslations``, which compiles a string."""
    import sphinx

    script = (Path(sphinx.__file__).parent / "themes/basic/static/doctools.js").read_text(encoding="utf-8")
    for name in (
        "TRANSLATIONS: {}",
        "PLURAL_EXPR: ",
        "LOCALE: ",
        "addTranslations: (catalog) =>",
        "catalog.messages",
        "catalog.locale",
    ):
        assert name in script, name


def test_contents_are_pickled_page_by_page_and_their_numbers_are_set_again(small: Project, tmp_path: Path) -> None:
    text = (small.root / "index.md").read_text("utf-8").replace("```{toctree}", "```{toctree}\n:numbered:", 1)
    small.write({"index.md": text})
    env = small.build().domain.env
    assert isinstance(env.tocs, Shelf)
    small.edit("issues/002.md", "摘要。", "另一个摘要。")
    again = small.build()
    assert again.domain.env.toc_secnumbers["issues/001"], "the pages are numbered"
    small.build(out=tmp_path / "clean", fresh=True)
    one, other = (dict(files_below(out / "html")) for out in (small.out, tmp_path / "clean"))
    pages = [name for name in one if name.endswith(".html")]
    assert [name for name in pages if one[name] != other[name]] == []


def test_templates_are_compiled_once_and_again_after_a_change(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    original = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, name: str | None = None, *arguments: Any) -> Any:
        compiled.extend([name] if name else [])
        return original(self, source, name, *arguments)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    small.write({"own/hb-licence.html": "<p>first</p>"})
    build = partial(small.build, html_theme="sphinx_book_theme", templates_path=["own"])
    build()
    assert "hb-licence.html" in compiled
    for text, expected in (("first", []), ("second", ["hb-licence.html"])):
        compiled.clear()
        small.write({"own/hb-licence.html": f"<p>{text}</p>", "index.md": f"# {text}\n"})
        build()
        assert compiled == expected
        assert f"<p>{text}</p>" in (small.out / "html/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_paths_of_pages_are_those_of_the_builder(small: Project, builder: str) -> None:
    app = small.build(builder).app
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    path_of = internals.output_paths(app.builder)
    docnames = {*app.env.found_docs, "index", "deep/er/index", "reindex", "index/page"}
    assert {name: path_of(name) for name in docnames} == {name: str(app.builder.get_output_path(name)) for name in docnames}
