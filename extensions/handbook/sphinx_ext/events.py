"""The handlers of Sphinx's events, each a function with the name of its event."""

from __future__ import annotations

import codecs
import glob
import os
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from ..checking.checks import check
from ..library.loading import load_identity
from ..model.codes import Severity
from ..model.places import CARD
from ..reading.allowed import UNTRUSTED_FOLDERS
from ..reading.bibliography import read_bib
from ..reading.pages import read_page
from ..reading.tree import bib_paths, circles, links_outside, misnamed
from ..site.shell import ShellError
from ..text.controls import visible
from ..text.digests import digest_of
from ..text.messages import mark as _
from ..text.messages import translator
from . import (
    alternates,
    books,
    cards,
    coins_cache,
    contents,
    derived_pages,
    disk,
    editions,
    garbage,
    head,
    history,
    machines,
    outputs,
    preview,
    ranking_cache,
    readings_cache,
    scripts,
    searching,
    styles,
    summaries,
)
from .access import handbook
from .digests import digest_of_inputs, note_records, page_digests, papers_made_of, view_keys
from .encoding import LENIENT_UTF8, lenient_utf8
from .internals.bibtex import use_no_bib_files
from .internals.sphinx import (
    WRITING_ERRORS,
    allow_empty_folders,
    beside,
    disable_search_index,
    keep_contents_apart,
    name_pictures,
    output_files,
    raise_logged_errors,
    read_as,
)
from .internals.theme import THEME, use_own_templates
from .nodes import placeholder
from .sites import is_site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ..model.problems import Problem
    from ..model.updates import History
    from .domain import HandbookDomain

logger = logging.getLogger(__name__)

PACKAGE = Path(__file__).parent.parent


def config_inited(app: Sphinx, config: Config) -> None:
    """Register templates, static files and the lenient codec, and exclude files that are no pages.

    Excluded are symbolic links that lead in a circle and names that are not UTF-8, which are reported, links out of the folders
    of the handbook, and, in the folders of untrusted contributors, files that are not Markdown.
    """
    garbage.raise_thresholds()
    use_no_bib_files(config)
    if (app.srcdir / CARD).is_file():
        config.html_static_path = [*config.html_static_path, str(app.srcdir / CARD)]
    preview.add_script(app)
    if config.html_theme == THEME:
        config.templates_path = [*config.templates_path, str(PACKAGE / "templates")]
        use_own_templates(config)
    codecs.register(lenient_utf8)
    config.handbook_identity = load_identity(app.srcdir)[0]
    editions.note_edition(app, config)
    head.set_base(config)
    alternates.note_addresses(config, Path(app.srcdir))
    books.set_defaults(config)
    for link in circles(Path(app.srcdir)):  # Sphinx would follow the link forty times
        text = translator(config.language)(_("the link leads back to a folder above it (remove it; it is not followed)"))
        logger.warning("%s: %s", Path(app.srcdir) / link, text)  # without "location", for which Sphinx needs the environment
        config.exclude_patterns = [*config.exclude_patterns, glob.escape(link)]
    links = map(glob.escape, links_outside(Path(app.srcdir)))
    others = (f"{folder}/**{suffix}" for folder in UNTRUSTED_FOLDERS for suffix in config.source_suffix if suffix != ".md")
    misnamed_files = (glob.escape(path) for path, _problem in misnamed(Path(app.srcdir)))
    config.exclude_patterns = [*config.exclude_patterns, *links, *misnamed_files, *others]


def add_static_files(app: Sphinx, config: Config) -> None:
    """Have the static files of the handbook copied, or report the error of the system that stops the build.

    This comes after Sphinx has checked its paths: without the option ``-d``, the doctrees are in the output folder, in which
    Sphinx allows no path for fear of copying a folder into itself.
    """
    try:
        config.html_static_path = [*config.html_static_path, str(scripts.prepare(Path(app.doctreedir)))]
    except OSError as error:
        disk.stop(app, disk.DiskError(error.errno or 0, error.strerror or "", str(error.filename or app.doctreedir)))


def builder_inited(app: Sphinx) -> None:
    """Prepare the domain for the builder, and have all pages written unless the output of the last build is complete."""
    keep_contents_apart(app.env)
    garbage.freeze()
    readings_cache.remember(app)
    domain = handbook(app.env)
    domain.builder = app.builder
    domain.identity, domain.identity_problems = load_identity(app.srcdir)
    editions.prepare(app, domain)
    domain.checked_templates = {}
    domain.card_template = cards.template(app)
    domain.style = styles.digest(app) if styles.is_used(app) else ""
    disable_search_index(app.builder)
    raise_logged_errors(app)
    allow_empty_folders()
    if not disk.is_stamped(app.outdir, domain.digests):
        disk.discard_build_info(app.outdir)


def env_get_outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages to read that Sphinx does not notice: their content has changed under an older time, or their doctree.

    A doctree is another one than that of the last build if it is damaged or a killed build has written it.
    """
    domain = handbook(env)
    doctrees = domain.doctrees
    lost = [docname for docname in env.all_docs if doctrees.get(docname) != disk.doctree_state(app.doctreedir, docname)]
    lost += contents.changed_pages(env, domain.contents, domain.dependencies) - {*lost}
    domain.removed = removed - env.found_docs
    domain.moved = added | domain.removed
    domain.outdated = {*added, *changed, *lost}
    return lost


def env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the .bib files that have changed, and remove from *docnames* the pages that need not be read.

    When a page is added or removed, Sphinx reads again every page that has a table of contents with a pattern. The patterns of
    the handbook name only pages in the folder of their page or below, so that all other pages need not be read.
    """
    read_as(env, LENIENT_UTF8)
    domain = handbook(env)
    docnames[:] = [
        docname
        for docname in docnames
        if docname in domain.outdated or any(moved.startswith(docname.rpartition("/")[0]) for moved in domain.moved)
    ]
    root = Path(app.srcdir)
    former = dict(domain.bib_contents)
    domain.bib_contents.clear()
    for path in bib_paths(root):
        known = former.pop(path, None)
        data, domain.bib_contents[path] = contents.renewed(root / path, known)
        if data is not None and (known is None or known.digest != domain.bib_contents[path].digest):
            domain.bibs[path] = read_bib(path, data)
    for path in former:
        del domain.bibs[path]
    editions.note_titles(domain)
    reworded = set(editions.reworded(domain)) & env.found_docs - {*docnames}
    docnames += sorted(reworded)
    domain.outdated |= reworded
    domain.read = {*docnames}
    domain.forget_library()
    domain.reading_process = os.getpid()
    domain.history = told_history(app)
    inputs = (
        domain.bib_digests,
        domain.history.digest,
        app.config.html_baseurl,
        domain.identity_problems,
        domain.card_template is not None,
    )
    digest = digest_of(inputs)
    domain.unchanged = not docnames and not domain.removed and digest == domain.data["build_inputs"]
    domain.data["build_inputs"] = digest


def told_history(app: Sphinx) -> History:
    """Return what the history of the files tells, or report the error of the system that stops the build."""
    try:
        return history.history_of(Path(app.srcdir), Path(app.doctreedir))
    except OSError as error:
        disk.stop(app, disk.DiskError(error.errno or 0, error.strerror or "", str(error.filename or app.doctreedir)))


def source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read the page, and pass on its text without the parts that only the handbook reads."""
    path = Path(app.env.doc2path(docname))
    domain = handbook(app.env)
    data, note = contents.read(path)
    if domain.reading_process != os.getpid():
        domain.reading_process = os.getpid()
        domain.begin_process()
    domain.contents[docname] = note
    if path.suffix == ".md":
        page, content[0] = read_page(path.relative_to(app.srcdir).as_posix(), data, domain.identity)
        domain.note_page(page)
        editions.note_messages(domain, docname, page.path, data)


def doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Note the views that the page shows, and the navigation of the front page."""
    domain, docname = handbook(app.env), app.env.docname
    domain.note_placeholders(docname, ((node["view"], node["argument"]) for node in doctree.findall(placeholder)))
    if docname in domain.pages and domain.pages[docname].issue:
        domain.summaries[docname] = summaries.digests(doctree)
    if docname == app.config.root_doc:
        domain.navigation[docname] = tuple(
            (tree.get("caption") or "", tuple((title, doc) for title, doc in tree["entries"] if doc in app.env.found_docs))
            for tree in doctree.findall(addnodes.toctree)
        )


def env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Report all problems, and return the pages that show something else now.

    These are all pages if the output folder is not that of the digests, because a build was killed or used another builder.
    """
    garbage.pause()
    domain = handbook(env)
    domain.forget_library()
    domain.data["dependencies"] = contents.contents_of_dependencies(env, domain.dependencies, domain.outdated)
    if not domain.unchanged:
        domain.data["problems"] = check(domain.library)
    for problem in domain.data["problems"]:
        report(problem, app)
    written = domain.digests if disk.is_stamped(app.outdir, domain.digests) else {}
    domain.was_complete = bool(written)
    disk.unstamp(app.outdir)
    pictures = name_pictures(env)
    note_records(domain)
    view_inputs = domain.data["view_inputs"] if domain.unchanged else digest_of_inputs(domain, env, pictures)
    domain.inputs = view_inputs
    if not domain.unchanged:
        view_keys(domain)  # ahead of the pages, which show where the names of authors lead
    same = bool(written) and view_inputs == domain.data["view_inputs"]
    domain.outputs_due = not same
    digests = written if same else page_digests(domain, env, pictures)
    changed = [docname for docname, digest in digests.items() if written.get(docname) != digest]
    if changed:  # otherwise Sphinx may not pickle the environment, and the stamp must match the pickled digests
        domain.data["digests"] = digests
        domain.data["view_inputs"] = view_inputs
    domain.unwritten = set(changed)
    domain.written = {*changed, *domain.outdated}
    kept = {docname: state for docname, state in domain.doctrees.items() if docname not in domain.read}
    domain.data["doctrees"] = {name: kept.get(name) or disk.doctree_state(app.doctreedir, name) for name in digests}
    garbage.freeze(len(changed))
    return changed


def doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that the page is written; a build of single files leaves the others to the next build."""
    handbook(app.env).unwritten.discard(docname)


def build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write what follows all pages and stamp the output folder, or report the error of the system that stopped the build."""
    try:
        if exception is None and not handbook(app.env).unwritten:
            exception = _write_rest_or_fail(app)
    finally:
        garbage.restore()
    if exception and (error := disk.disk_error(app, exception)):
        disk.stop(app, error)


def _write_rest_or_fail(app: Sphinx) -> Exception | None:
    """Write what follows all pages; return the error of the system that it met, if it met one."""
    try:
        write_rest(app, handbook(app.env))
    except WRITING_ERRORS as failure:
        if disk.disk_error(app, failure) is None:
            raise
        return failure
    except ShellError as failure:
        say = translator(app.config.language)
        text = say(_("the theme {theme} has no place for the pages of papers: {reason} (use another version or another theme)"))
        logger.error("%s", text.format(theme=app.config.html_theme, reason=failure), type="hb", subtype="theme")
        raise SystemExit(2) from failure
    return None


def write_rest(app: Sphinx, domain: HandbookDomain) -> None:
    """Write what follows the pages of Sphinx, and stamp the output folder."""
    garbage.freeze(len(domain.written))
    remove_output(app, domain.removed)
    is_due = is_site(app.builder) and searching.is_due(app, domain)
    with beside(app.builder, partial(searching.write, app, domain.library)) if is_due else nullcontext():
        write_site(app, domain)
    preview.write(app, domain.data["problems"])
    readings_cache.keep(app)
    disk.stamp(app.outdir, domain.digests)


def write_site(app: Sphinx, domain: HandbookDomain) -> None:
    """Write what follows the pages of Sphinx except the search index, which needs nothing of it."""
    rank_papers(app, domain)
    if is_site(app.builder) and (domain.outputs_due or domain.outdated or _writes_pages(app)):
        derived_pages.write(app, app.builder, domain)
    if is_site(app.builder) and domain.outputs_due:
        outputs.write(app, app.builder, domain)
    coins_cache.write(domain)
    if domain.style:
        styles.write(app, domain.style)
    if is_site(app.builder):
        machines.write(app, domain)
        cards.write(app, domain)


def _writes_pages(app: Sphinx) -> bool:
    """Return whether the build writes pages, be it only because a setting or a template has changed."""
    return getattr(app.builder, "writes_pages", False)


def rank_papers(app: Sphinx, domain: HandbookDomain) -> None:
    """Rank the papers anew if anything is written that depends on it; what depends on summaries is written here."""
    if is_site(app.builder) and (domain.outputs_due or domain.outdated or _writes_pages(app)):
        made_of = papers_made_of(domain)
        former = ranking_cache.prepare(domain.library, Path(app.doctreedir), made_of)
        domain.ranked_anew, domain.related_lines, is_same = former
        domain.related_same = is_same and domain.was_complete
        if not domain.outputs_due and not domain.related_same:
            outputs.write_related(app, domain)


def remove_output(app: Sphinx, docnames: Iterable[str]) -> None:
    """Remove what an earlier build wrote for pages that have been removed; Sphinx would leave it in place."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for docname in docnames:
            for path in output_files(app.builder, app.config, docname):
                path.unlink(missing_ok=True)
        machines.remove_copies(app, docnames)


def report(problem: Problem, app: Sphinx) -> None:
    """Log a problem: where it is, what is wrong, and what to do."""
    say = translator(app.config.language)
    where = problem.location
    text = visible(problem.text(say))
    if problem.severity is not Severity.ERROR:
        logger.info("%s:%s: %s [hb.%s]", visible(where.path), where.line, text, problem.code)
    else:
        location = f"{visible(str(Path(app.srcdir) / where.path))}:{where.line}"
        logger.warning("%s", text, location=location, type="hb", subtype=problem.code)
