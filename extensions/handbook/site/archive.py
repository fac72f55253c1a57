"""The data of the interface as one file for a release: the same bytes for the same handbook, with a checksum of every file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from .croissant import FILE, croissant, data_files
from .interface import FOLDER, interface_files
from .place import Site
from .skos import vocabulary_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..library.edition import Wording
    from ..library.library import Library
    from .croissant import Edition

CHECKSUMS = "SHA256SUMS"
"""The file with the checksums of the others, in the form of the command sha256sum."""
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, the first that there is in a zip."""


def dataset_name(edition: Edition) -> str:
    """Return what the archive and the one folder in it are called, without a suffix."""
    return f"{edition.identity.file_name}-data-{edition.release}"


def dataset_files(
    library: Library, edition: Edition, wordings: Iterable[Wording], others: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the dataset, the checksums last: the files of the interface, their description, and *others*.

    Addresses are those of the site, as far as it is known; the description names the files in the archive.
    """
    identity = edition.identity
    base = f"{identity.base_address.rstrip('/')}/" if identity.base_address else ""
    site = Site(name=identity.name, language=identity.language, base=base, page=lambda docname: f"{docname}.html", say=str)
    files = dict(interface_files(library, title=identity.name, version=edition.release, base=base))
    files |= vocabulary_files(library, site, wordings)
    described = (
        replace(each, size=len(data), sha256=hashlib.sha256(data).hexdigest())
        for each in data_files(files)
        for data in (files[f"{FOLDER}/{each.name}"],)
    )
    files[FILE] = croissant(edition, described)
    found = {**{name.removeprefix(f"{FOLDER}/"): data for name, data in files.items()}, **others}
    yield from sorted(found.items())
    yield CHECKSUMS, checksums(found)


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the checksums of files, as ``sha256sum --check`` reads them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def zipped(folder: str, files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of *files* in one *folder*, in order; no time, user or system is in it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(f"{folder}/{name}", _FIRST_TIME)
            info.create_system, info.external_attr, info.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=9)
    return stream.getvalue()
