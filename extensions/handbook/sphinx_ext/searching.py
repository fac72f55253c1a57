"""The files of search, written below the output folder when all pages are, and only when a record has changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
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
STAMP = "made-of"
"""The file that is written last: a digest of all records and of the code."""
KEPT = ("fragment", "index")
"""The folders of Pagefind that are read; its own pages and programs are not."""


def is_due(app: Sphinx, domain: HandbookDomain) -> bool:
    """Tell whether records may have changed: something was read, is shown otherwise, or there is no index."""
    return domain.outputs_due or bool(domain.outdated) or not is_whole(app)


def write(app: Sphinx, library: Library) -> None:
    """Write the index of *library*, unless the one that is there is of the same records and made by the same code."""
    say = translator(app.config.language)
    found = list(records(library, say))
    folder = Path(app.outdir) / FOLDER
    made_of = _digest(app, found)
    if is_whole(app) and (folder / STAMP).read_text() == made_of:
        return
    with progress_message(say(_("indexing {count} records for search")).format(count=len(found)), nonl=False):
        (folder / STAMP).unlink(missing_ok=True)
        documents = [table.document(record) for record in found]
        for name in (*KEPT, "new"):
            shutil.rmtree(folder / name, ignore_errors=True)
        pagefind.write_index(folder / "new", _for_pagefind(app, found, documents))
        index = next((folder / "new").glob("*.pf_meta"))
        for old in folder.glob("*.pf_meta"):
            old.unlink()
        for name in (*KEPT, index.name):
            if (folder / "new" / name).exists():
                (folder / "new" / name).rename(folder / name)
        shutil.rmtree(folder / "new")
        for name, data in (
            ("table.json.gz", table.table(found, documents, index.name, say)),
            ("facets.json.gz", table.facets(found, library, say)),
        ):
            replace_file(folder / name, _packed(data))
        replace_file(folder / STAMP, made_of.encode())


def is_searchable(builder: Builder) -> bool:
    """Tell whether the builder makes a site of many pages, which is searched."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in ("html", "dirhtml")


def is_whole(app: Sphinx) -> bool:
    """Tell whether there is an index that was written to its end."""
    return (Path(app.outdir) / FOLDER / STAMP).is_file()


def _for_pagefind(app: Sphinx, found: list[Record], documents: list[table.Document]) -> Iterator[tuple[str, str]]:
    """Yield address and words of each record.

    What a result shows travels as the address, which Pagefind keeps as it is; what is given as meta data it indexes too.
    """
    for record, document in zip(found, documents, strict=True):
        address = app.builder.get_target_uri(record.docname) + (f"#{record.anchor}" if record.anchor else "")
        yield table.card(record, address), " ".join(document.words)


def _digest(app: Sphinx, found: list[Record]) -> str:
    from . import sources_version

    text = f"{sources_version()} {app.builder.name} {app.config.language} {found!r}"
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _packed(data: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
