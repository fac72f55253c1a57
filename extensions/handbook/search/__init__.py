"""Search: the records that can be found, what is indexed of them, and the files that a browser needs beside the index.

The browser has its part in ``static/search/``.
"""
