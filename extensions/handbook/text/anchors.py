"""The anchor of an identifier: the one place where a citation key becomes part of an address."""

from __future__ import annotations

import re

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*", re.ASCII)
"""What is its own anchor; ``~`` is not among the characters, so that no identifier is the anchor of another."""
_UNSAFE = re.compile(r"^[^A-Za-z0-9]|[^A-Za-z0-9_.:-]", re.ASCII)


def anchor_of(identifier: str) -> str:
    """Return *identifier* as an anchor: other characters, and a leading sign, as the bytes of UTF-8 after ``~``.

    It is percent-encoding with another sign: ``conf/acl/Doe22`` has the anchor ``conf~2Facl~2FDoe22``, in which neither a
    browser nor a server sees an escape to resolve. Two identifiers never have the same anchor.
    """
    if IDENTIFIER.fullmatch(identifier):
        return identifier
    return _UNSAFE.sub(lambda match: "".join(f"~{byte:02X}" for byte in match[0].encode(errors="replace")), identifier)
