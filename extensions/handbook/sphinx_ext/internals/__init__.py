"""What relies on the inside of other packages: one module for each, which names the version that it was read from.

No other module of ``sphinx_ext`` uses private or undocumented parts of these packages. For each module, a test of the same name
in ``tests/sphinx/internals/`` fails where the package changes what the module relies on.
"""
