"""The anchor and the file name of an identifier: the one place where a citation key becomes part of an address."""

from __future__ import annotations

import re
import zlib

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*", re.ASCII)
"""What is its own anchor; ``~`` is not among the characters, so that no identifier is the anchor of another."""
MAX_FILE_NAME = 200
"""A file name that is made of an identifier has at most this many characters; systems allow 255, suffixes included."""
_UNSAFE = re.compile(r"^[^A-Za-z0-9]|[^A-Za-z0-9_.:-]", re.ASCII)


def anchor_of(identifier: str) -> str:
    """Return *identifier* as an anchor: other characters, and a leading sign, as the bytes of UTF-8 after ``~``.

    It is percent-encoding with another sign: ``conf/acl/Doe22`` has the anchor ``conf~2Facl~2FDoe22``, in which neither a
    browser nor a server sees an escape to resolve. Two identifiers never have the same anchor.
    """
    if IDENTIFIER.fullmatch(identifier):
        return identifier
    return _UNSAFE.sub(lambda match: "".join(f"~{byte:02X}" for byte in match[0].encode(errors="replace")), identifier)


def file_name_of(identifier: str) -> str:
    """Return *identifier* as the name of a file, without a suffix: its anchor without colons, cut and numbered if it is long.

    A relative address with a colon would be read as one with a scheme.
    """
    name = anchor_of(identifier).replace(":", "~3A")
    return name if len(name) <= MAX_FILE_NAME else f"{name[:MAX_FILE_NAME]}~{zlib.crc32(identifier.encode(errors='replace')):08x}"
