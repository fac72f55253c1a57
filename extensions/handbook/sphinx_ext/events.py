"""What happens when: functions named after the events of Sphinx, each a call of something pure and what follows from it."""

from __future__ import annotations

import codecs
import glob
import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from ..checking.checks import check
from ..library.loading import load_identity
from ..model.codes import Severity
from ..reading.allowed import FOLDERS_OF_STRANGERS
from ..reading.bibliography import read_bib
from ..reading.pages import read_page
from ..reading.tree import bib_paths, circles, links_outside
from ..search.pagefind import PagefindError
from ..text.messages import mark as _
from ..text.messages import translator
from . import disk, empty_folders, garbage, head, outputs, searching
from .access import handbook, is_site
from .digests import page_digests, views_are_made_of
from .encoding import LENIENT_UTF8, lenient_utf8
from .nodes import placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from ..model.problems import Problem

logger = logging.getLogger(__name__)

PACKAGE = Path(__file__).parent.parent
THEME = "sphinx_book_theme"
"""The theme that the templates of the extension are made for."""


def config_inited(app: Sphinx, config: Config) -> None:
    """Have templates found, .bib files left to the handbook's reader, and pages that are not UTF-8 reach the reader of pages.

    Links that lead in a circle are reported and not followed; neither are those that lead out of the handbook's folders, and
    what is not Markdown is no page where strangers write.
    """
    garbage.collect_rarely(app)
    config.bibtex_bibfiles = []
    config.html_static_path = [*config.html_static_path, str(PACKAGE / "static")]
    if config.html_theme == THEME:
        config.templates_path = [*config.templates_path, str(PACKAGE / "templates")]
    codecs.register(lenient_utf8)
    config.handbook_identity = load_identity(app.srcdir)[0]
    head.set_base(config)
    for link in circles(Path(app.srcdir)):  # Sphinx would follow it forty times
        text = translator(config.language)(_("the link leads back to a folder above it (remove it; it is not followed)"))
        logger.warning("%s: %s", Path(app.srcdir) / link, text)  # without «location», for which Sphinx asks the environment
        config.exclude_patterns = [*config.exclude_patterns, glob.escape(link)]
    links = map(glob.escape, links_outside(Path(app.srcdir)))
    others = (f"{folder}/**{suffix}" for folder in FOLDERS_OF_STRANGERS for suffix in config.source_suffix if suffix != ".md")
    config.exclude_patterns = [*config.exclude_patterns, *links, *others]


def builder_inited(app: Sphinx) -> None:
    """Let the domain know for which builder pages are rendered, and what of the last run can be built upon."""
    garbage.keep()
    domain = handbook(app.env)
    domain.builder = app.builder
    domain.identity, domain.identity_problems = load_identity(app.srcdir)
    domain.written = {}
    domain.sections = {}
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False  # no index of Sphinx's, which does not find Chinese
    disk.watch_warnings(app)
    empty_folders.allow()
    if not disk.is_stamped(app.outdir, domain.digests):
        with suppress(OSError):  # a folder that cannot be written to is reported when it is written to
            (app.outdir / disk.SPHINX_STAMP).unlink(missing_ok=True)


def env_get_outdated(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Return the pages whose doctree is not the one that was kept: it is cut off, or of a run that was killed."""
    domain = handbook(env)
    kept = domain.doctrees
    lost = [docname for docname in env.all_docs if kept.get(docname) != disk.doctree_state(app.doctreedir, docname)]
    domain.removed = removed - env.found_docs
    domain.moved = added | domain.removed
    domain.outdated = {*added, *changed, *lost}
    return lost


def env_before_read_docs(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the .bib files that have changed, let pages be read that are not UTF-8, and leave alone what need not be read.

    Whenever a page comes or goes, Sphinx reads every page again that has a table of contents with a pattern. It is enough to
    read those below whose folder the page is: the handbook's patterns name pages of their own folder.
    """
    env.settings["input_encoding"] = LENIENT_UTF8
    domain = handbook(env)
    docnames[:] = [
        docname
        for docname in docnames
        if docname in domain.outdated or any(moved.startswith(docname.rpartition("/")[0]) for moved in domain.moved)
    ]
    root = Path(app.srcdir)
    known = dict(domain.bib_digests)
    domain.bib_digests.clear()
    for path in bib_paths(root):
        data = (root / path).read_bytes()
        domain.bib_digests[path] = digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        if known.pop(path, None) != digest:
            domain.bibs[path] = read_bib(path, data)
    for path in known:
        del domain.bibs[path]
    domain.forget_library()
    domain.reader = os.getpid()
    made_of = (domain.bib_digests, app.config.html_baseurl, domain.identity_problems)
    sources = hashlib.blake2b(repr(made_of).encode(), digest_size=16).hexdigest()
    domain.unchanged = not docnames and not domain.removed and sources == domain.data["sources"]
    domain.data["sources"] = sources


def source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Read the page and hand on the text without what only the handbook may read."""
    path = Path(app.env.doc2path(docname))
    if path.suffix != ".md":
        return
    domain = handbook(app.env)
    if domain.reader != os.getpid():
        domain.reader = os.getpid()
        domain.forget_others()
    page, content[0] = read_page(path.relative_to(app.srcdir).as_posix(), path.read_bytes(), domain.identity)
    domain.note_page(page)


def doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Remember which views the page shows, and the navigation of the front page."""
    domain, docname = handbook(app.env), app.env.docname
    domain.note_placeholders(docname, ((node["view"], node["argument"]) for node in doctree.findall(placeholder)))
    if docname == app.config.root_doc:
        domain.navigation[docname] = tuple(
            (tree.get("caption") or "", tuple((title, doc) for title, doc in tree["entries"] if doc in app.env.found_docs))
            for tree in doctree.findall(addnodes.toctree)
        )


def env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Report every problem, and return the pages that no longer show what they should.

    Where the output folder is not what the digests tell of, because a run was killed or another builder has run since, these
    are all pages.
    """
    domain = handbook(env)
    domain.forget_library()
    if not domain.unchanged:
        domain.data["problems"] = check(domain.library)
    for problem in domain.data["problems"]:
        report(problem, app)
    known = domain.digests if disk.is_stamped(app.outdir, domain.digests) else {}
    disk.unstamp(app.outdir)
    ingredients = domain.data["ingredients"] if domain.unchanged else views_are_made_of(domain, env)
    same = bool(known) and ingredients == domain.data["ingredients"]
    domain.outputs_due = not same
    digests = known if same else page_digests(domain, env)
    changed = [docname for docname, digest in digests.items() if known.get(docname) != digest]
    if changed:  # otherwise Sphinx may not keep the environment, and the stamp is of what is kept
        domain.data["digests"] = digests
        domain.data["ingredients"] = ingredients
    domain.due = set(changed)
    domain.data["doctrees"] = {docname: disk.doctree_state(app.doctreedir, docname) for docname in digests}
    garbage.share(len(changed))
    return changed


def doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note that the page is written: a build of some files only leaves others for the next one."""
    handbook(app.env).due.discard(docname)


def build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Note that all is written, or say why not where the system has refused something."""
    if exception is None and not handbook(app.env).due:
        try:
            remove_pages(app, handbook(app.env).removed)
            if app.builder.format == "html" and handbook(app.env).outputs_due:
                outputs.write(app, handbook(app.env).library)
            if is_site(app.builder) and searching.is_due(app, handbook(app.env)):
                searching.write(app, handbook(app.env).library)
            disk.stamp(app.outdir, handbook(app.env).digests)
        except OSError as error:
            exception = error
        except PagefindError as error:
            text = translator(app.config.language)(_("the search index could not be made: {reason} (install the handbook again)"))
            logger.error("%s", text.format(reason=error), type="hb", subtype="search")
            raise SystemExit(2) from error
    garbage.release()
    if exception and (found := disk.refusal(app, exception)):
        disk.stop(app, found)


def remove_pages(app: Sphinx, docnames: Iterable[str]) -> None:
    """Remove what an earlier run wrote for pages that are no more; Sphinx would leave it to be published."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for docname in docnames:
            app.builder.get_output_path(docname).unlink(missing_ok=True)
            (app.outdir / "_sources" / f"{docname}.md{app.config.html_sourcelink_suffix}").unlink(missing_ok=True)


def report(problem: Problem, app: Sphinx) -> None:
    """Say what is wrong, where, and what to do."""
    say = translator(app.config.language)
    where = problem.location
    text = problem.text(say)
    if problem.severity is not Severity.ERROR:
        logger.info("%s:%s: %s [hb.%s]", where.path, where.line, text, problem.code)
    else:
        location = f"{Path(app.srcdir) / where.path}:{where.line}"
        logger.warning("%s", text, location=location, type="hb", subtype=problem.code)
