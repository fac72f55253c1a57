"""Writing of the search index after all pages: the files that have changed since the last build."""

from __future__ import annotations

import hashlib
import re
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError
from sphinx.util.display import progress_message

from ..editing.disk import read_if_any, replace_file
from ..fulltext import parts
from ..fulltext.table import TABLE
from ..library.edition import other_editions
from ..reading.tree import catalogue_paths, edition_languages
from ..search import files, overview
from ..search.made import Kept, Records
from ..text.messages import mark as _
from ..text.messages import translator
from . import caches, disk
from .access import handbook
from .digests import view_keys
from .sources import sources_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from ..library.library import Library
    from ..search.searchable import SearchRecord
    from .domain import HandbookDomain

FOLDER = "_search"
CACHE = "search.pickle"
"""The file below the doctrees with what all search files need of the records of each issue."""
STATE = "handbook-translations"
"""The file beside the doctrees with the digest of the catalogues that the index was made of."""
_VOLUME = re.compile(r"(?:\.\./)*[^/.:?#\\\s][^/:?#\\\s]*(?:/[^/.:?#\\\s][^/:?#\\\s]*)*/?")


def is_due(app: Sphinx, domain: HandbookDomain) -> bool:
    """Return whether search records may have changed, or there is no index."""
    if domain.outputs_due or domain.outdated or not (Path(app.outdir) / FOLDER / files.MANIFEST).is_file():
        return True
    return (read_if_any(Path(app.doctreedir) / STATE) or b"").decode() != _digest_of_catalogues(app)


def _digest_of_catalogues(app: Sphinx) -> str:
    """Return a digest of the catalogues of all editions, whose words are found in each of them; empty if there are none."""
    paths = [path for language in edition_languages(app.srcdir) for path in catalogue_paths(app.srcdir, language)]
    data = b"".join((app.srcdir / path).read_bytes() for path in paths)
    return hashlib.blake2b(data, digest_size=16).hexdigest() if paths else ""


def write(app: Sphinx, library: Library) -> None:
    """Write the files of the index of *library* that have changed since the last build."""
    say = translator(app.config.language)
    folder = Path(app.outdir) / FOLDER
    made_by = _made_by(app)
    manifest = folder / files.MANIFEST
    former, shown = files.of_manifest(manifest.read_bytes() if manifest.is_file() else b"", made_by)
    cache = Path(app.doctreedir) / CACHE
    kept: Mapping[str, Kept] = caches.read(cache, dict) or {}
    translations = _digest_of_catalogues(app)
    domain = handbook(app.env)
    records = Records(
        library,
        say,
        domain.file_digests,
        kept.get(made_by),
        others=[(other, translator(other.identity.locale)) for other in other_editions(app.srcdir, library)],
        translations=translations,
        authors=view_keys(domain).author_names,
    )
    planned = parts.plan(records.digests, former)
    message = say(_("indexing {count} records for search")).format(count=len(planned.rest))
    with progress_message(message, nonl=False) if planned.rest else nullcontext():
        address = partial(_address, app)
        volumes = [f"../{volume.rstrip('/')}/{FOLDER}/" for volume in app.config.hb_search_volumes]
        keys_of_columns = overview.keys(records.shown, say)
        of_all: dict[str, bytes] = {}
        if shown is None or shown.of != keys_of_columns:
            shown, of_all = overview.overview(records.column, library, say, keys_of_columns, shown)
        index, new = files.index_files(records.take, planned, shown, made_by=made_by, volumes=volumes, address=address, say=say)
        if made_by not in kept or records.kept[:-1] != kept[made_by][:-1]:
            caches.write(cache, {made_by: records.kept})
        if not (former and (folder / TABLE).is_file() and (folder / TABLE).read_bytes() == new[TABLE]):
            manifest.unlink(missing_ok=True)
            _replace(folder, files.kept_names(index, shown) | new.keys(), {**of_all, **new})
    replace_file(Path(app.doctreedir) / STATE, translations.encode())


def _replace(folder: Path, names: AbstractSet[str], new: Mapping[str, bytes]) -> None:
    """Write the *new* files of an index, after removing those that are none of its *names*."""
    for name in disk.names_below(folder) - names:
        (folder / name).unlink()
    for parent in {name.rpartition("/")[0] for name in new}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for name, data in new.items():
        _write(folder / name, data)


def _write(path: Path, data: bytes) -> None:
    """Write a file; one that is new need not come into place whole, because the manifest comes last."""
    try:
        with path.open("xb", buffering=0) as stream:
            stream.write(data)
    except FileExistsError:
        replace_file(path, data)


def check_volumes(_app: Sphinx, config: Config) -> None:
    """Raise ConfigError unless each of `hb_search_volumes` is a folder relative to the site."""
    given = config.hb_search_volumes
    volumes = given if isinstance(given, list | tuple) else [[given]]
    for volume in volumes:
        if not (isinstance(volume, str) and _VOLUME.fullmatch(volume)):
            say = translator(config.language)
            text = say(
                _("hb_search_volumes in conf.py: {value} is no folder relative to the site (write, for example, ['../v1/'])")
            )
            raise ConfigError(text.format(value=repr(given)))


def _address(app: Sphinx, record: SearchRecord) -> str:
    return app.builder.get_target_uri(record.docname) + (f"#{record.anchor}" if record.anchor else "")


def _made_by(app: Sphinx) -> str:
    return f"{sources_version()} {app.builder.name} {app.config.language}"
