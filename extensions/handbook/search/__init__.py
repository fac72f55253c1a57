"""Search: the records that can be found, the division of text into words, and the files that a browser searches in.

The browser has the same rules in ``static/search/``; ``tests/search_cases.json`` holds both to the same results.
"""
