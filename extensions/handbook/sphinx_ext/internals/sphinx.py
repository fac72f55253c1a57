"""What relies on the inside of Sphinx, read from Sphinx 9.0.4."""

from __future__ import annotations

import logging
import re
from collections.abc import MutableMapping
from contextlib import contextmanager
from copy import deepcopy
from gettext import GNUTranslations
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jinja2
from docutils import nodes
from docutils.utils import new_document
from jinja2 import FileSystemBytecodeCache
from sphinx import addnodes
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.errors import SphinxParallelError
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.locale import translators
from sphinx.transforms import SphinxTransformer
from sphinx.util.build_phase import BuildPhase
from sphinx.util.logging import suppress_logging
from sphinx.util.nodes import inline_all_toctrees
from sphinx.util.osutil import relative_uri
from sphinx.util.parallel import ParallelTasks

from ...model.pickling import Shelf
from .docutils import take_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util._files import FilenameUniqDict

TEMPLATES = "handbook-templates"
"""The folder below the doctrees with the compiled templates."""
BUILD_INFO = ".buildinfo"
"""The file in which the HTML builders note their settings; Sphinx stops at a truncated one, and builds without one."""

WRITING_ERRORS = (OSError, SphinxParallelError)
"""What writing raises: an error of the system, in this process or in one of those that share the work."""

LINK_CLASSES = ' class="reference internal"'
"""The attribute that Sphinx writes into every internal link. Nothing uses it, and it is a tenth of a page of links."""


class SharedWritingBuilder(StandaloneHTMLBuilder):
    """Builds HTML; in a parallel build, each process resolves and writes a share of the pages.

    ``Builder.write_documents`` resolves all references in the main process, uses one process fewer than asked for, and starts a
    process for every few pages, each of which has to render again what another one has rendered already.
    """

    def init_templates(self) -> None:
        """Keep compiled templates beside the doctrees: compiling those of one page takes as long as writing five."""
        super().init_templates()
        if isinstance(self.templates, BuiltinTemplateLoader):
            folder = self.doctreedir / TEMPLATES
            folder.mkdir(exist_ok=True)
            self.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{jinja2.__version__}-%s.cache")

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages, in parallel where the build allows it."""
        if not self.parallel_ok:
            super().write_documents(docnames)
            return
        first, *others = sorted(docnames)
        self._write_share([first])  # loads templates and everything else that all processes need, before they fork
        tasks = ParallelTasks(self._app.parallel)
        for share in self.shares(others, self._app.parallel):
            tasks.add_task(self._write_share, share, self._take_over)
        tasks.join()

    def shares(self, docnames: Sequence[str], count: int) -> list[list[str]]:
        """Return *docnames* in at most *count* shares."""
        raise NotImplementedError

    def note_written(self, docnames: Sequence[str]) -> None:
        """Note in the main process that another process has written *docnames*."""
        raise NotImplementedError

    def _write_share(self, docnames: Sequence[str]) -> dict[str, str]:
        for docname in docnames:
            self.phase = BuildPhase.RESOLVING
            doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
            self.phase = BuildPhase.WRITING
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)
        return self.images

    def _take_over(self, docnames: Sequence[str], images: dict[str, str]) -> None:
        self.images.update(images)
        self.note_written(docnames)


def resolve_as(doctree: nodes.document, builder: StandaloneHTMLBuilder, docname: str) -> None:
    """Resolve the references of *doctree* as those of the page *docname*, which no source file has.

    ``BuildEnvironment.resolve_references`` would also emit ``doctree-resolved``, as if the page were a source that is written.
    What there is to warn about has been reported for the page that the doctree is of.
    """
    env = builder.env
    backup = env.current_document
    env.current_document = deepcopy(backup)
    env.current_document.docname = docname
    try:
        with suppress_logging():
            transformer = SphinxTransformer(doctree)
            transformer.set_environment(env)
            transformer.add_transforms(builder._registry.get_post_transforms())  # noqa: SLF001
            transformer.apply_transforms()
    finally:
        env.current_document = backup
    builder.imgpath = relative_uri(builder.get_target_uri(docname), builder.imagedir)
    builder.post_process_images(doctree)


def fragment_of(builder: StandaloneHTMLBuilder, node: nodes.Node, docname: str) -> str:
    """Return the HTML of *node* as the content of the page *docname*, which no source file has; *node* is taken apart."""
    builder.imgpath = relative_uri(builder.get_target_uri(docname), builder.imagedir)
    builder.current_docname = docname
    document = new_document(docname, builder.docsettings)
    document += node
    visitor = builder.create_translator(document, builder)
    document.walkabout(visitor)
    take_apart(document)
    return "".join(cast("Any", visitor).fragment)


def run_in_shares(builder: Builder, shares: Sequence[Any], work: Callable[[Any], None]) -> None:
    """Do the work for each of *shares*, in several processes where the build allows it; an error of a process is raised here."""
    if len(shares) < 2 or not builder.parallel_ok:
        for share in shares:
            work(share)
        return
    tasks = ParallelTasks(builder._app.parallel)  # noqa: SLF001
    for share in shares:
        tasks.add_task(work, share)
    tasks.join()


@contextmanager
def beside(builder: Builder, work: Callable[[], None]) -> Iterator[None]:
    """Do *work* in a process of its own while the body runs, or after the body where the build has one process only.

    What the process has logged is logged, and its error is raised, when the body is done; an error of the body ends the process.
    """
    if not builder.parallel_ok:
        yield
        work()
        return
    tasks = ParallelTasks(1)
    tasks.add_task(work)
    try:
        yield
        tasks.join()
    finally:
        tasks.terminate()


def set_default(config: Config, name: str, value: object) -> None:
    """Set a setting, unless conf.py or the command line sets it."""
    if name not in config._raw_config and name not in config.overrides:  # noqa: SLF001
        config[name] = value


def inlined(builder: LaTeXBuilder, docname: str, parts: Sequence[str], without: Sequence[str]) -> nodes.document:
    """Return one document with *parts* and all pages below them, in the place of the tables of contents of *docname*.

    The pages *without* are left out.
    """
    builder.docnames = {docname}
    tree = new_document("<book>")
    top = nodes.section("", nodes.title("", builder.config.project))
    for part in parts:
        top += addnodes.toctree(includefiles=[part], entries=[(None, part)])
    tree += top
    book = inline_all_toctrees(builder, builder.docnames, docname, tree, str, [docname, *without])
    book["docname"] = docname
    return book


def use_style_alone(builder: StandaloneHTMLBuilder, style: str, others: str) -> None:
    """Have pages use the stylesheet *style* in the place of those whose names begin with *others*, and no script.

    Sphinx adds the files of all extensions in ``prepare_writing``, and restores after each page what is noted there.
    """
    builder._css_files[:] = [sheet for sheet in builder._css_files if not str(sheet.filename).startswith(others)]  # noqa: SLF001
    builder.add_css_file(style, priority=800)
    builder._orig_css_files = [*builder._css_files]  # noqa: SLF001
    builder._js_files.clear()  # noqa: SLF001
    builder._orig_js_files = []  # noqa: SLF001


def has_inventory(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether the output folder has an inventory of objects."""
    return (builder.outdir / INVENTORY_FILENAME).is_file()


def disable_search_index(builder: Builder) -> None:
    """Have an HTML builder write no search index of Sphinx, which does not find Chinese."""
    if isinstance(builder, StandaloneHTMLBuilder):
        builder.search = False


def is_reading(app: Sphinx) -> bool:
    """Return whether the build is still reading pages."""
    return app.builder.phase == BuildPhase.READING


def read_as(env: BuildEnvironment, encoding: str) -> None:
    """Have pages decoded with *encoding*; Sphinx stops at a page that is not UTF-8."""
    env.settings["input_encoding"] = encoding


def keep_contents_apart(env: BuildEnvironment) -> None:
    """Have the table of contents of each page pickled by itself, and unpickled where a page shows it.

    Those of all pages are a fifth of the environment's objects, which Sphinx would pickle and unpickle with every build. Numbers
    of sections, the only thing that Sphinx changes in them later, are set again by every build.
    """
    if not isinstance(env.tocs, Shelf):
        shelf: Shelf[nodes.bullet_list] = Shelf()
        shelf.update(env.tocs)
        env.tocs = shelf  # type: ignore[assignment]


def forget_pages_read_elsewhere(env: BuildEnvironment) -> None:
    """Clear everything that the environment holds by page, in a process that is to read some of the pages.

    The process sends its whole environment back, of which the main process takes over only the pages that it has read.
    """
    docnames = frozenset(env.all_docs)
    for data in (vars(env), *env.domaindata.values()):
        for value in data.values():
            if isinstance(value, MutableMapping) and value and value.keys() <= docnames:
                value.clear()


def ancestors(builder: Builder, docname: str) -> Iterator[str]:
    """Yield the pages above a page in the tables of contents, the nearest first."""
    relations: dict[str, list[str | None]] = getattr(builder, "relations", {})
    while (related := relations.get(docname)) and related[0]:
        docname = related[0]
        yield docname


_RELATIVE = re.compile(r'( (?:href|src)=")(?![/#]|[a-z]+:)')


def use_root(context: dict[str, Any], root: str, builder: Builder) -> None:
    """Have the templates of a page link from *root*, the path of the site on its server, and not from the page.

    Sphinx makes the elements of styles and scripts with a function of its own, so that their addresses are changed afterwards.
    """

    def pathto(name: str, resource: bool = False, baseuri: str | None = None) -> str:
        if resource and "://" in name:
            return name
        return root + (name if resource else builder.get_target_uri(name))

    def rooted(make: Callable[..., str]) -> Callable[..., str]:
        return lambda *arguments: _RELATIVE.sub(rf"\g<1>{root}", make(*arguments))

    context["pathto"] = pathto
    context["content_root"] = root
    for name in ("css_tag", "js_tag"):
        context[name] = rooted(context[name])
    context["pageurl"] = None  # it is shown at other addresses


def use_translations(texts: Mapping[str, Mapping[str, str]]) -> None:
    """Have Sphinx translate pages with *texts*, by the folder of the pages and by message, and with nothing else.

    Sphinx would look for compiled files, and write them beside the sources.
    """
    for key in [key for key, translations in translators.items() if isinstance(translations, _Texts)]:
        del translators[key]
    for folder, messages in texts.items():
        translators["general", folder] = _Texts(messages)


class _Texts(GNUTranslations):
    """Translations that come from no file."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._catalog = dict(texts)


def handle_text(app: Sphinx, visit: Callable[[Any, nodes.Text], None]) -> None:
    """Have *visit* write the text of HTML."""
    app.registry.translation_handlers.setdefault("html", {})["Text"] = (visit, None)


def output_paths(builder: StandaloneHTMLBuilder) -> Callable[[str], str]:
    """Return the function that gives the path of the file of a page.

    A builder makes these paths in the same way for all pages but indexes, and too slowly for tens of thousands.
    """
    before, _name, after = str(builder.get_output_path("page")).rpartition("page")
    of_index = str(builder.get_output_path("index")).rpartition("index")[2]
    return lambda docname: f"{before}{docname}{of_index if docname.rpartition('/')[2] == 'index' else after}"


def output_files(builder: StandaloneHTMLBuilder, config: Config, docname: str) -> tuple[Path, Path]:
    """Return the files that an HTML builder writes for a page: the page itself, and the copy of its source."""
    source = Path(builder.outdir) / "_sources" / f"{docname}.md{config.html_sourcelink_suffix}"
    return Path(builder.get_output_path(docname)), source


# ---------------------------------------------------------------- empty folders


INDEX_PATTERNS = ("*", "[0-9]*")
"""The patterns in the indexes of terms and of issues; any other that matches no page is reported."""
LOGGER_OF_TOCTREES = "sphinx.sphinx.directives.other"


def allow_empty_folders() -> None:
    """Silence the warning about the index of a folder that has no pages yet.

    The warning has a subtype and no type, so that ``suppress_warnings`` cannot name it.
    """
    logging.getLogger(LOGGER_OF_TOCTREES).addFilter(is_reported)


def is_reported(record: logging.LogRecord) -> bool:
    """Tell whether a warning of Sphinx's directives is to be shown: a filter of logging."""
    pattern = record.args[0] if isinstance(record.args, tuple) and record.args else ""
    return not (getattr(record, "subtype", "") == "empty_glob" and pattern in INDEX_PATTERNS)


# ---------------------------------------------------------------- pictures


def name_pictures(env: BuildEnvironment) -> dict[str, list[str]]:
    """Name the published files of all pictures by their paths alone, and return the names of each page's pictures.

    Sphinx numbers pictures of one name in the order in which processes have read their pages. The first path now gets the plain
    name, also for a file system that ignores case.
    """
    pictures: FilenameUniqDict = env.images
    users = {path: docnames for path, (docnames, _name) in pictures.items()}
    pictures.clear()
    taken: set[str] = set()
    names: dict[str, list[str]] = {}
    for path in sorted(users):
        file = Path(path)
        candidates = (f"{file.stem}{number or ''}{file.suffix}" for number in count())
        name = next(each for each in candidates if each.casefold() not in taken)
        taken.add(name.casefold())
        pictures[path] = users[path], name
        for docname in users[path]:
            names.setdefault(docname, []).append(name)
    pictures.__setstate__({name for _docnames, name in pictures.values()})
    return names


# ---------------------------------------------------------------- errors


def raise_logged_errors(app: Sphinx) -> None:
    """Have OSErrors of the builder raised that Sphinx only logs as warnings: a page that cannot be written ends the build."""
    for base in type(app.builder).__mro__:
        logging.getLogger(f"sphinx.{base.__module__}").addFilter(raise_logged_error)


def raise_logged_error(record: logging.LogRecord) -> bool:
    """Raise the OSError among the arguments of a warning; a missing file stays a warning.

    This is a filter of Sphinx's loggers, because the warning is the only trace of the error.
    """
    arguments = record.args if isinstance(record.args, tuple) else ()
    for error in arguments:
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            others = (argument for argument in arguments if argument is not error)
            path = error.filename2 or error.filename or next(others, None)
            raise OSError(error.errno, error.strerror, path and str(path)) from error
    return True


def error_of_process(exception: BaseException) -> str:
    """Return the text of an error that was raised in another process, of which Sphinx passes on nothing else."""
    return str(exception) if isinstance(exception, SphinxParallelError) else ""
