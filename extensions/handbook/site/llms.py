"""llms.txt: what the site is and where its copies in Markdown are, as programs that read text look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.places import REFERENCE
from ..model.records import TERM_KINDS
from ..text.messages import mark as _
from ..views.labels import issue_label, term_label
from ..views.links import TERMS
from .channels import FRONT
from .interface import FOLDER as INTERFACE
from .markdown import Markdown, link, literal
from .skos import TURTLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..library.library import Library
    from ..views.rows import Label
    from .place import Site

FILE = "llms.txt"


def llms(library: Library, site: Site) -> bytes:
    """Return llms.txt (llmstxt.org): the name, a description, and the copies of all issues and terms."""
    return ("\n\n".join(block for block in _blocks(library, site) if block) + "\n").encode()


def _blocks(library: Library, site: Site) -> Iterator[str]:
    yield f"# {literal(site.name)}"
    front = library.by_docname.get(FRONT)
    text = Markdown(library, site).resolved(front.sections[0].text, FRONT) if front and front.sections else ""
    description = " ".join(text.strip().partition("\n\n")[0].split())
    yield f"> {description}" if description else ""
    yield _section(site, _("Issues"), library, map(issue_label, library.issues.values()))
    for kind in TERM_KINDS:
        yield _section(site, TERMS[kind], library, map(term_label, library.vocabulary.of_kind(kind)))
    data = [
        (_("All papers, one JSON object a line"), f"{INTERFACE}/papers.jsonl"),
        (_("All terms, as SKOS in Turtle"), TURTLE),
        (_("All data files"), f"{INTERFACE}/index.json"),
    ]
    lines = [f"- {link(site.say(name), site.link(address))}" for name, address in data]
    formats = f"{REFERENCE}/formats"
    if formats in library.by_docname:
        lines.append("- " + link(site.say(_("How the files are made")), site.link(site.page(formats))))
    yield "\n".join(["## " + site.say(_("Data")), "", *lines])


def _section(site: Site, heading: str, library: Library, labels: Iterator[Label]) -> str:
    lines = []
    for label in labels:
        name = f"{library.identity.heading(int(label.id))} {label.zh}" if label.kind == "issue" else label.zh
        other = f": {literal(label.en)}" if label.en and label.en != label.zh else ""
        lines.append(f"- {link(name, site.link(site.copy(label.docname)))}{other}")
    return "\n".join([f"## {site.say(heading)}", "", *lines]) if lines else ""
