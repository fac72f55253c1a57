"""Citations on pages: the panel of an entry, the files of an issue, and OpenURLs for programs.

A panel holds the first format and the two short ones; its script cuts the other formats out of the files of the issue, which the
section "Cite" of the page lists once, with the length of each record. Without the script, readers follow the links to the files.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from ..exporters import FORMATS, Work, work_of_issue
from ..exporters.bundles import PAGE_FORMATS, RecordTexts, addresses_of_work, citations_of
from ..model.people import Person
from ..text.folding import has_han
from ..text.messages import counted
from ..text.messages import mark as _
from .citation_cache import records_of
from .head import base_of
from .render.pieces import field_list
from .render.quick import in_order
from .sites import is_site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from ..views.rows import BundleFiles, EntryHead, IssueCitations
    from .domain import HandbookDomain
    from .render import Renderer

ANCHOR = "cite"
"""The anchor of the section of an issue that lists its files."""
INLINE_FORMATS = ("gbt7714-2025", "markdown", "myst")
"""The formats in the panel of a paper; all others are cut out of files."""
PROSE_FORMATS = frozenset({"gbt7714-2025", "gbt7714-2015", "apa", "ieee"})
"""The formats that are sentences in the language of the work."""
OPEN_FORMATS = ("gbt7714-2025", "bibtex")
"""The formats that the page of a work shows at once, without a script; the others are in a part that a reader can open."""
PREPRINT_FORMATS = ("gbt7714-2025", "bibtex")
"""The formats of the preprint of a published paper; the preprint is in no file, so the page holds all of them."""


def raw(html: str) -> nodes.raw:
    """Return a node with raw HTML."""
    return nodes.raw("", html, format="html")


def coins(urls: Iterable[str]) -> list[nodes.Node]:
    """Return an empty span for each OpenURL, by which Zotero and other programs find the papers of a page."""
    spans = "".join(f'<span class="Z3988" title="{escape(url)}"></span>' for url in urls)
    return [raw(f"<div>{spans}</div>\n")] if spans else []


def entry_panel(renderer: Renderer, domain: HandbookDomain, view: EntryHead, doctreedir: Path) -> list[nodes.Node]:
    """Return the panel of an entry, and the panel of its preprint where that is a work of its own."""
    entry = domain.library.entries[view.id]
    page = domain.library.by_docname[entry.docname]
    records = records_of(domain.library, page, doctreedir).get(view.id)
    work = citations_of(domain.library).work(entry)
    if records is None or work is None:
        return []
    say = renderer.say
    others = escape(say(_("Other formats: the files of this issue")))
    more = f'<p><a href="#{ANCHOR}">{others}</a></p>'
    short = {name: records.get(name) or FORMATS[name].record(work) for name in INLINE_FORMATS}
    of = renderer.heard(view.title)
    html = _panel(say(_("Cite")), short, key=work.key, title=work.title.plain, more=more, sparse=True, of=of)
    if work.preprint:
        html += _whole_panel(say(_("Cite the preprint")), work.preprint, PREPRINT_FORMATS, of)
    return [raw(html)]


def entry_coins(domain: HandbookDomain, view: EntryHead) -> list[nodes.Node]:
    """Return the OpenURL of an entry that has citations."""
    return coins([citations_of(domain.library).coins(domain.library.entries[view.id])]) if view.cited else []


def printed_citation(renderer: Renderer, domain: HandbookDomain, view: EntryHead) -> list[nodes.Node]:
    """Return the citation of an entry as text, for outputs that have no panels."""
    work = citations_of(domain.library).work(domain.library.entries[view.id])
    if work is None:
        return []
    text = FORMATS[INLINE_FORMATS[0]].record(work).strip()
    return [field_list((renderer.say(_("Cite")), nodes.paragraph(text, text)))]


def paper_panels(renderer: Renderer, key: str, work: Work, records: RecordTexts) -> nodes.raw:
    """Return the panels of the page of the work *key*, the first of them open, with all formats and links to its files.

    *records* are those made already.
    """
    say = renderer.say
    whole = {name: f"{FORMATS[name].head}{text}{FORMATS[name].tail}" for name, text in records.items()}
    texts = {name: whole.get(name) or FORMATS[name].render([work]) for name in PAGE_FORMATS}
    html = _panel(
        say(_("Cite")), texts, key=work.key, title=work.title.plain, open_with=OPEN_FORMATS, more=say(_("Other formats"))
    )
    if work.preprint:
        html += _whole_panel(say(_("Cite the preprint")), work.preprint, PREPRINT_FORMATS)
    return raw(html + _files_of_work(renderer, key) + _script_messages(renderer))


def _files_of_work(renderer: Renderer, key: str) -> str:
    links = (
        f'<a href="{renderer.uri(address)}" type="{FORMATS[name].media_type}" download>{FORMATS[name].name}</a>'
        for name, address in addresses_of_work(key).items()
    )
    files = escape(renderer.say(_("Files: ")))
    return f'<p class="hb-files">{files}{" · ".join(links)}</p>\n'


def issue_section(renderer: Renderer, domain: HandbookDomain, view: IssueCitations, doctreedir: Path) -> list[nodes.Node]:
    """Return the files of an issue with the lengths of their records, and the panel with citations of the issue itself."""
    page = domain.library.issues[int(view.label.id)]
    config = renderer.builder.config
    work = work_of_issue(
        page,
        handbook=config.project,
        identity=domain.library.identity,
        authors=(Person(family=config.author),),
        base=base_of(config),
    )
    if not is_site(renderer.builder):
        text = FORMATS[INLINE_FORMATS[0]].record(work).strip()
        return [nodes.paragraph(text, text)]
    section: list[nodes.Node] = []
    if view.files:
        records = records_of(domain.library, page, doctreedir)
        section.append(_files_to_cut(renderer, view, view.files, records))
    section.append(raw(_whole_panel(renderer.say(_("Cite this issue")), work, PAGE_FORMATS) + _script_messages(renderer)))
    return section


def _script_messages(renderer: Renderer) -> str:
    """Return the messages of the script of the panels."""
    say = renderer.say
    messages = {
        "formats": say(_("Format")),
        "copy": say(_("Copy")),
        "copied": say(_("Copied.")),
        "download": say(_("Download")),
        "failed": say(_("The text could not be fetched; it is in the files at the end of this page.")),
        "refused": say(_("The browser did not allow copying; select the text and copy it.")),
    }
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in messages.items())
    return f'<div class="hb-words"{data}></div>\n'


def _files_to_cut(renderer: Renderer, view: IssueCitations, files: BundleFiles, records: Mapping[str, RecordTexts]) -> nodes.raw:
    say = renderer.say
    items = []
    for name in in_order(files.formats):
        form = FORMATS[name]
        lengths = " ".join(str(len(records[key][name].encode())) for key in view.keys)
        around = "".join(f' data-{part}="{escape(text)}"' for part, text in (("head", form.head), ("tail", form.tail)) if text)
        around += f' data-between="{len(form.between.encode())}"' if form.between else ""
        link = f'<a href="{renderer.uri_of(files, name)}" data-format="{name}" data-lengths="{lengths}"{around}>{form.name}</a>'
        items.append(f"<li>{link}</li>")
    head = escape(counted(say, _("Citation of {count} paper: "), _("Citations of {count} papers: "), files.papers))
    return raw(f'<p class="hb-files">{head}</p>\n<ul class="hb-files">{"".join(items)}</ul>\n')


def _whole_panel(summary: str, work: Work, formats: Iterable[str], of: str = "") -> str:
    records = {name: FORMATS[name].render([work]) for name in formats}
    return _panel(summary, records, key=work.key, title=work.title.plain, of=of)


def _panel(
    summary: str,
    records: RecordTexts,
    *,
    key: str,
    title: str,
    more: str = "",
    sparse: bool = False,
    of: str = "",
    open_with: Collection[str] = (),
) -> str:
    """Return a panel; one that is *open_with* some formats is open, and has the others in a part with the heading *more*.

    A *sparse* panel has not all formats, and *more* is HTML that leads to the others. Where a page has several, *of* follows the
    name of each for those who hear it.
    """
    first = {name: text for name, text in records.items() if not open_with or name in open_with}
    rest = {name: text for name, text in records.items() if name not in first}
    body = "".join(_record(name, text, title) for name, text in first.items())
    if rest:
        others = "".join(_record(name, text, title) for name, text in rest.items())
        more = f"<details><summary>{escape(more)}</summary>{others}</details>"
    attributes = f'data-key="{escape(key)}"{" data-files" if sparse else ""}{" open" if open_with else ""}'
    heard = f'<span class="visually-hidden">{escape(of)}</span>' if of else ""
    return f'<details class="hb-cite" {attributes}><summary>{escape(summary)}{heard}</summary>{body}{more}</details>\n'


def _record(name: str, text: str, title: str) -> str:
    form = FORMATS[name]
    lang = ' lang="en"' if name in PROSE_FORMATS and not has_han(title) else ""
    pre = f'<pre{lang} data-format="{name}" data-suffix="{form.suffix}">{escape(text, quote=False)}</pre>'
    return f"<p>{escape(form.name)}</p>{pre}"
