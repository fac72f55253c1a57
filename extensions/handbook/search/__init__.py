"""Search: what is found (records), how text is cut into words (tokens), and the files that a browser searches in.

A browser has the same rules once more, in ``static/search/``; ``tests/search_cases.json`` holds both to the same results.
"""
