"""The files of search, written below the output folder when all pages are, and only when a record has changed."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.display import progress_message

from ..library import Library
from ..messages import mark as _
from ..messages import translator
from ..search import pagefind, table
from ..search.records import Record, records
from .records import replace_file

if TYPE_CHECKING:
    from .domain import HandbookDomain

FOLDER = "_search"
TABLE = "table.json.gz"
STAMP = "made-of"
"""The file that is written last: a digest of all records and of the code."""


def is_due(app: Sphinx, domain: HandbookDomain) -> bool:
    """Tell whether records may have changed: something was read, is shown otherwise, or there is no index."""
    return domain.outputs_due or bool(domain.outdated) or not is_whole(app)


def write(app: Sphinx, library: Library) -> None:
    """Write the index of *library*, unless the one that is there is of the same records and made by the same code.

    Where the configuration leaves it alone, because someone looks at every edit, the one that is there stays until a build
    that does not.
    """
    if not app.config.handbook_search_index and (Path(app.outdir) / FOLDER / TABLE).is_file():
        (Path(app.outdir) / FOLDER / STAMP).unlink(missing_ok=True)
        return
    say = translator(app.config.language)
    found = list(records(library, say))
    folder = Path(app.outdir) / FOLDER
    made_of = _digest(app, found)
    if is_whole(app) and (folder / STAMP).read_text() == made_of:
        return
    with progress_message(say(_("indexing {count} records for search")).format(count=len(found)), nonl=False):
        documents = [table.document(record) for record in found]
        parts, files = pagefind.index(document.words for document in documents)
        files |= {
            f"card/{number}.json.gz": _packed(table.card(record, _address(app, record))) for number, record in enumerate(found)
        }
        files["ids.json.gz"] = _packed([record.id for record in found])
        files["facets.json.gz"] = _packed(table.facets(found, library, say))
        files[TABLE] = _packed({"version": made_of[:8], **table.table(found, documents, parts, say)})
        (folder / STAMP).unlink(missing_ok=True)
        for path in [*folder.rglob("*")]:
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()
        for name, data in files.items():
            replace_file(folder / name, data)
        replace_file(folder / STAMP, made_of.encode())


def is_searchable(builder: Builder) -> bool:
    """Tell whether the builder makes a site of many pages, which is searched."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in ("html", "dirhtml")


def is_whole(app: Sphinx) -> bool:
    """Tell whether there is an index that was written to its end."""
    return (Path(app.outdir) / FOLDER / STAMP).is_file()


def _address(app: Sphinx, record: Record) -> str:
    return app.builder.get_target_uri(record.docname) + (f"#{record.anchor}" if record.anchor else "")


def _digest(app: Sphinx, found: list[Record]) -> str:
    from . import sources_version

    text = f"{sources_version()} {app.builder.name} {app.config.language} {found!r}"
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _packed(data: Any) -> bytes:
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
