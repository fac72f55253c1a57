"""How pages offer citations: the panel of an entry, the files of a list, and what programs read of a page's papers.

A panel shows the first format and the two short ones; the script of the panel cuts the others out of the files of the issue,
which the section "Cite" of the page names once, with the length of each record. Without the script the files are there to read.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from ..exporters import FORMATS, Work, work_of_issue
from ..exporters.bundles import ON_PAGES, Records, citations_of
from ..model.records import Person
from ..text.folding import has_han
from ..text.messages import mark as _
from .head import base_of
from .kept_citations import records_of
from .render.pieces import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..views.rows import EntryHead, Files, IssueCitations
    from .domain import HandbookDomain
    from .render import Renderer

ANCHOR = "cite"
"""The anchor of the section of an issue that names its files."""
INLINE = ("gbt7714-2025", "markdown", "myst")
"""The formats that stand in the panel of a paper; all others are cut out of files."""
IN_WORDS = frozenset({"gbt7714-2025", "gbt7714-2015", "apa", "ieee"})
"""The formats that are read as sentences of the language of the work."""
OF_PREPRINT = ("gbt7714-2025", "bibtex")
"""The formats of a preprint beside its published version; it is in no file, so that all of them are on the page."""


def raw(html: str) -> nodes.raw:
    """Return HTML as it is."""
    return nodes.raw("", html, format="html")


def coins(urls: Iterable[str]) -> list[nodes.Node]:
    """Return an empty span for each OpenURL, by which Zotero and others find the papers of a page."""
    spans = "".join(f'<span class="Z3988" title="{escape(url)}"></span>' for url in urls)
    return [raw(f"<div>{spans}</div>\n")] if spans else []


def entry_panel(renderer: Renderer, domain: HandbookDomain, view: EntryHead, doctreedir: Path) -> list[nodes.Node]:
    """Return the panel of an entry, that of its preprint where it has one of its own, and its OpenURL."""
    entry = domain.library.entries[view.id]
    page = domain.library.by_docname[entry.docname]
    records = records_of(domain.library, page, doctreedir).get(view.id)
    work = citations_of(domain.library).work(entry)
    if records is None or work is None:
        return []
    say = renderer.say
    others = escape(say(_("Other formats: the files of this issue")))
    more = f'<p><a href="#{ANCHOR}">{others}</a></p>'
    short = {name: records.get(name) or FORMATS[name].record(work) for name in INLINE}
    html = _panel(say(_("Cite")), short, key=work.key, title=work.title.plain, more=more, sparse=True)
    if work.preprint:
        html += _whole_panel(say(_("Cite the preprint")), work.preprint, OF_PREPRINT)
    return [raw(html), *coins([citations_of(domain.library).coins(entry)])]


def issue_section(renderer: Renderer, domain: HandbookDomain, view: IssueCitations, doctreedir: Path) -> list[nodes.Node]:
    """Return the files of an issue with the lengths of their records, and the panel by which the issue itself is cited."""
    found: list[nodes.Node] = []
    page = domain.library.issues[int(view.label.id)]
    if view.files and renderer.builder.format == "html":
        records = records_of(domain.library, page, doctreedir)
        found.append(_files_to_cut(renderer, view, view.files, records))
    config = renderer.builder.config
    work = work_of_issue(
        page,
        handbook=config.project,
        identity=domain.library.identity,
        authors=(Person(family=config.author),),
        base=base_of(config),
    )
    if renderer.builder.format != "html":
        text = FORMATS[INLINE[0]].record(work).strip()
        return [nodes.paragraph(text, text)]
    found.append(raw(_whole_panel(renderer.say(_("Cite this issue")), work, ON_PAGES) + _words(renderer)))
    return found


def _words(renderer: Renderer) -> str:
    """Return what the script of the panels says."""
    say = renderer.say
    words = {
        "formats": say(_("Format")),
        "copy": say(_("Copy")),
        "copied": say(_("Copied.")),
        "download": say(_("Download")),
        "failed": say(_("The text could not be fetched; it is in the files at the end of this page.")),
        "refused": say(_("The browser refused to copy; select the text and copy it.")),
    }
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in words.items())
    return f'<div class="hb-words"{data}></div>\n'


def _files_to_cut(renderer: Renderer, view: IssueCitations, files: Files, records: Mapping[str, Records]) -> nodes.raw:
    say = renderer.say
    items = []
    for name in in_order(files.formats):
        form = FORMATS[name]
        lengths = " ".join(str(len(records[key][name].encode())) for key in view.keys)
        around = "".join(f' data-{part}="{escape(text)}"' for part, text in (("head", form.head), ("tail", form.tail)) if text)
        around += f' data-between="{len(form.between.encode())}"' if form.between else ""
        link = f'<a href="{renderer.uri_of(files, name)}" data-format="{name}" data-lengths="{lengths}"{around}>{form.name}</a>'
        items.append(f"<li>{link}</li>")
    head = escape(say(_("Citations of {count} papers: ")).format(count=files.papers))
    return raw(f'<p class="hb-files">{head}</p>\n<ul class="hb-files">{"".join(items)}</ul>\n')


def _whole_panel(summary: str, work: Work, formats: Iterable[str]) -> str:
    records = {name: FORMATS[name].render([work]) for name in formats}
    return _panel(summary, records, key=work.key, title=work.title.plain, more="", sparse=False)


def _panel(summary: str, records: Records, *, key: str, title: str, more: str, sparse: bool) -> str:
    parts = []
    for name, text in records.items():
        lang = ' lang="en"' if name in IN_WORDS and not has_han(title) else ""
        pre = f'<pre{lang} data-format="{name}">{escape(text, quote=False)}</pre>'
        parts.append(f"<p>{escape(FORMATS[name].name)}</p>{pre}")
    files = " data-files" if sparse else ""
    body = "".join(parts)
    return (
        f'<details class="hb-cite" data-key="{escape(key)}"{files}><summary>{escape(summary)}</summary>{body}{more}</details>\n'
    )
