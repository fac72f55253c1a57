"""A folder that has no pages yet is no mistake, though Sphinx warns of the table of contents of its index.

Read from Sphinx 9.0: the warning has a subtype and no type, so that ``suppress_warnings`` cannot name it.
"""

from __future__ import annotations

import logging

PATTERNS = ("*", "[0-9]*")
"""The patterns of the indexes of terms and of issues; any other that matches nothing is reported."""
LOGGER = "sphinx.sphinx.directives.other"


def is_reported(record: logging.LogRecord) -> bool:
    """Tell whether a message of Sphinx's directives is to be shown: a filter of logging."""
    pattern = record.args[0] if isinstance(record.args, tuple) and record.args else ""
    return not (getattr(record, "subtype", "") == "empty_glob" and pattern in PATTERNS)


def allow() -> None:
    """Have Sphinx say nothing of the indexes of folders without pages."""
    logging.getLogger(LOGGER).addFilter(is_reported)
