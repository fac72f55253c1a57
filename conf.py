"""Configuration of the handbook for Sphinx. No logic: what is derived is derived in extensions/handbook."""

import handbook

identity = handbook.identity()  # the table [tool.handbook] of pyproject.toml

project = html_title = identity.name
author = copyright = identity.authors
version, release = handbook.__version__.rpartition(".")[0], handbook.__version__
language = identity.locale
html_baseurl = identity.base_address

extensions = ["handbook"]
primary_domain = "hb"
include_patterns = ["index.md", "issues/**", "docs/**"]
exclude_patterns = [".*", "**/.*", "_build", "benchmarks", "extensions", "tests"]  # folders that need not be walked

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_links_external_new_tab = False
suppress_warnings = ["myst.xref_ambiguous"]

html_theme = "sphinx_book_theme"
html_last_updated_fmt = None
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = '<span aria-hidden="true">#</span>'
html_favicon = "docs/images/favicon.svg"
html_sidebars = {"**": ["navbar-logo.html", "hb-search.html", "hb-nav.html"]}
html_theme_options = {
    "repository_url": identity.repository,
    "use_repository_button": True,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "extra_footer": identity.licence,
}

man_pages = [("docs/reference/cli", "handbook", "check, extend and export a handbook", identity.authors, 1)]

linkcheck_ignore = [
    r"https://github\.com/[^?]*/issues/new\b",  # the form for errors: every entry links to it
    r"http://(127\.0\.0\.1|localhost):8000",  # where make serve shows the handbook
]
