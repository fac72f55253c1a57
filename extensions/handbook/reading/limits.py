"""How much of anything a file may hold: beyond these sizes a file of an untrusted contributor could stop a build."""

from __future__ import annotations

MAX_PAGE_BYTES = 8_000_000
"""An issue of twelve papers has 12,000 bytes."""
MAX_PAGE_LINES = 50_000
"""2,000 papers take 20,000 lines; every block of Markdown takes time."""
MAX_PARAGRAPH_CHARS = 4_000
"""Parsing emphasis, links and quotation marks can take time by the square of the length of a paragraph."""
MAX_MARKUP_SIGNS = 200
"""Brackets, asterisks or underscores in a paragraph: each may begin what any of the others ends."""
MAX_ASTERISKS = 2
"""In a pattern of a table of contents: each may match any part of a name, and all ways are tried."""
MAX_COLUMNS = 50
"""Of a table: a row with fewer cells is filled up, so that short rows below a wide head become many cells."""
MAX_TITLE_CHARS = 500
"""Of a title or a name, which every page that links to it repeats."""
MAX_TERMS = 100
"""Terms of one kind of one item."""
MAX_SPELLINGS = 30
"""Of the name of one person; the search has all of them with each of their papers."""
MAX_FOLDER_DEPTH = 8
"""Folders above a page: every page shows the path to it, and tables of contents inside each other recurse."""
MAX_SHOWN_PATH = 200
"""Characters of a path in a report of a page in too many folders."""
MAX_BROADER_DEPTH = 32
"""Terms above a term, all of which its page shows."""
MAX_DIRECTIVE_DEPTH = 16
"""Directives inside each other; Sphinx fails at some greater depth."""
MAX_REFUSAL_PASSES = 4
"""How often a page is read again after markup that is not allowed has been removed; then nothing of it is shown."""
MAX_REFUSALS_REPORTED = 100
"""Refusals of one page; more of them are removed without being reported."""

MAX_FRONT_MATTER_CHARS = 50_000
MAX_YAML_DEPTH = 8
MAX_SUGGESTIONS = 50
"""Misspelt names of one directive for which a similar name is suggested."""
MAX_INVISIBLE_REPORTED = 20
"""Invisible characters of one file; more of them are removed without being reported."""

MAX_BIB_BYTES = 32_000_000
MAX_FIELDS = 200
"""Fields of one entry of a .bib file."""
MAX_VALUE_CHARS = 200_000
"""Of one field; 3,000 authors take 60,000."""
MAX_VALUE_PARTS = 1_000
"""Of one field: abbreviations and texts that hash signs join. Bibliographies join a handful."""
MAX_BIB_TITLE_CHARS = 10_000
"""Of the title of an entry, which every list of papers repeats."""
MAX_MACRO_CHARS = 1_000
"""Of the text that an abbreviation of a .bib file stands for."""
MAX_BRACE_DEPTH = 32
MAX_INHERITED_CHARS = 20_000
"""Of all fields that an entry of a .bib file takes over from another one."""
MAX_INHERITED_FIELDS = 2_000_000
"""Fields of all entries of a .bib file from which others take them over; each is counted as often as it is named."""
MAX_SOURCES = 50
"""Entries from which one entry takes over fields."""
MAX_LATEX_COMMANDS = 2_000
"""LaTeX commands in one field."""
