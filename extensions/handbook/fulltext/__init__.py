"""Full-text search: the division of text into words, and an index of documents that a browser can search.

Nothing here knows the handbook. The browser has the same rules in ``static/fulltext/``; ``tests/search_cases.json`` holds both to
the same results, and docs/reference/search.md describes the format of the files.
"""
