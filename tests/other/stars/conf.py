"""Configuration of the handbook for Sphinx; what is the handbook's own stands in pyproject.toml, [tool.handbook]."""

import handbook

identity = handbook.identity()

project = html_title = identity.name
author = copyright = identity.authors or identity.name
version = release = "0.1"
language = identity.locale
html_baseurl = identity.base_address

extensions = ["handbook"]
primary_domain = "hb"
include_patterns = ["index.md", "issues/**", "docs/**"]
exclude_patterns = [".*", "**/.*", "_build"]

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_links_external_new_tab = False
suppress_warnings = ["myst.xref_ambiguous"]

html_theme = "sphinx_book_theme"
html_last_updated_fmt = None
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_permalinks_icon = '<span aria-hidden="true">#</span>'
html_sidebars = {"**": ["navbar-logo.html", "hb-search.html", "hb-nav.html"]}
html_theme_options = {
    "repository_url": identity.repository,
    "repository_provider": identity.provider,
    "use_repository_button": bool(identity.repository),
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],
    "toc_title": "On this page",
    "search_bar_text": "Search",
    "show_toc_level": 2,
    "extra_footer": identity.licence,
}
