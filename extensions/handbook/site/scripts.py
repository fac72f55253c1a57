"""The scripts of the site as they are sent to readers: without the comments for developers, which are a third of them."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def without_comments(script: str) -> str:
    """Return *script* without the comments that stand on lines of their own, and without indentation and empty lines.

    No line of a template literal may begin with a comment or with spaces that matter.
    """
    return _INDENT.sub("", _COMMENT.sub("", script))
