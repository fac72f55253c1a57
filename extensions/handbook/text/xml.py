"""Text for XML: the one place where a value becomes part of a feed, a sitemap or another XML file."""

from __future__ import annotations

import re
from html import escape

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML 1.0 cannot hold, not even as references: most controls, surrogates, U+FFFE and U+FFFF.

To name those that it can hold takes 5 ms to compile.
"""


def xml(value: str) -> str:
    """Return *value* as the text of an element or of a quoted attribute, without the characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", value))
