"""The version of the package; pyproject.toml and the documentation take it from here."""

__version__ = "0.1.0"
