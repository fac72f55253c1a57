"""The table of codes: every kind of problem that the handbook reports."""

from __future__ import annotations

from .advice import CODES_OF_ADVICE
from .code import Code, Severity
from .directives import CODES_OF_DIRECTIVES
from .files import CODES_OF_FILES
from .library import CODES_OF_LIBRARY

__all__ = ["CODES", "Code", "Severity"]

CODES = {code.id: code for code in (*CODES_OF_FILES, *CODES_OF_DIRECTIVES, *CODES_OF_LIBRARY, *CODES_OF_ADVICE)}
"""All codes by id, in the order in which the reference page lists them."""
