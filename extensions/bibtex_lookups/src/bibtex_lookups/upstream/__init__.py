"""All use of undocumented parts of other packages, in one module for each package.

Each module names the versions it was read from. The rest of ``bibtex_lookups`` uses only documented names of these packages.
``tests/test_upstream.py`` fails when the source of anything used here has changed.
"""
