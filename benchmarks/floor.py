"""The same pages in other systems: plain Sphinx (the floor), unmodified sphinxcontrib-bibtex, Hugo and MkDocs-Material."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from .corpus import FOLDERS, Corpus, Issue, Paper, Term, bib_entry, write

GROUP = 50
"""How many pages one table of contents names, so that the theme's side bar stays linear (measured, see the performance page)."""

PLAIN_CONF = """
project = "floor"
language = "zh_CN"
extensions = ["myst_parser"{more}]
html_theme = "sphinx_book_theme"
html_theme_options = {{"collapse_navbar": True}}
html_copy_source = False
{bib}

def setup(app):
    def no_search(app):
        app.builder.search = False
    app.connect("builder-inited", no_search)
"""


def names(paper: Paper, corpus: Corpus) -> dict[str, list[str]]:
    """Return the names of the terms of a paper, by folder."""
    known = {term.id: term for terms in corpus.terms.values() for term in terms}
    return {FOLDERS[kind]: [known[each].zh for each in ids] for kind, ids in paper.terms.items()}


def plain_entry(paper: Paper, corpus: Corpus, *, cite: bool = False) -> str:
    """Return a paper as plain Markdown, with all that our entry shows."""
    people = ", ".join(" ".join(reversed(author.split(", "))) for author in paper.authors)
    facts = "".join(f"* {folder}: {'；'.join(shown)}\n" for folder, shown in names(paper, corpus).items())
    links = f"* links: [arXiv](https://arxiv.org/abs/{paper.key}) [PDF](https://arxiv.org/pdf/{paper.key})\n"
    cited = f" {{cite:t}}`{paper.key}`" if cite else ""
    return f"### {paper.zh}\n\n{paper.en}\n\n{people}\n\n{paper.venue} {paper.year}\n\n{facts}{links}\n{paper.summary}{cited}\n\n"


def plain_issue(issue: Issue, corpus: Corpus, bibliography: str = "") -> str:
    """Return the page of an issue as plain Markdown."""
    entries = "".join(plain_entry(paper, corpus, cite=bool(bibliography)) for paper in issue.papers)
    return f"# 第 {issue.number} 期\n\n{issue.title}\n\n## 论文推荐\n\n{entries}{bibliography}"


def plain_term(term: Term) -> str:
    """Return the page of a term as plain Markdown."""
    return f"# {term.zh}\n\n{term.en}\n\n{term.definition}\n"


def _tocs(folder: str, pages: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the tables of contents of a folder: one of groups, and the groups."""
    groups = [pages[start : start + GROUP] for start in range(0, len(pages), GROUP)]
    listed = [f"group-{number:03}" for number in range(len(groups))]
    yield f"{folder}/index.md", f"# {folder}\n\n```{{toctree}}\n" + "\n".join(listed) + "\n```\n"
    for name, group in zip(listed, groups, strict=True):
        yield f"{folder}/{name}.md", f"# {folder} {name}\n\n```{{toctree}}\n" + "\n".join(group) + "\n```\n"


def write_floor(corpus: Corpus, folder: Path, *, terms: bool = True, bibliography: str = "") -> None:
    """Write the corpus for plain Sphinx; *bibliography* is ``own`` or ``filter`` for sphinxcontrib-bibtex as it comes."""
    files: dict[str, str] = {}
    directives = {
        "": "",
        "own": "```{{bibliography}} ../bib/{number:03}.bib\n:filter: docname in docnames\n```\n",
        "filter": "```{{bibliography}}\n:filter: docname in docnames\n```\n",
    }
    for issue in corpus.issues:
        directive = directives[bibliography].format(number=issue.number)
        files[f"issues/{issue.number:03}.md"] = plain_issue(issue, corpus, directive)
        if bibliography:
            files[f"bib/{issue.number:03}.bib"] = "\n".join(map(bib_entry, issue.papers))
    folders = {"issues": [f"{issue.number:03}" for issue in corpus.issues]}
    if terms:
        for kind, each in corpus.terms.items():
            folders[FOLDERS[kind]] = [term.id for term in each]
            files |= {f"{FOLDERS[kind]}/{term.id}.md": plain_term(term) for term in each}
    for name, pages in folders.items():
        files |= dict(_tocs(name, pages))
    files["index.md"] = "# 首页\n\n```{toctree}\n" + "\n".join(f"{name}/index" for name in folders) + "\n```\n"
    bibs = [f"bib/{issue.number:03}.bib" for issue in corpus.issues] if bibliography else []
    more, setting = (', "sphinxcontrib.bibtex"', f"bibtex_bibfiles = {bibs!r}") if bibliography else ("", "")
    files["conf.py"] = PLAIN_CONF.format(more=more, bib=setting)
    write(folder, files)


HUGO_TEMPLATE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{{ .Title }}</title>
<h1>{{ .Title }}</h1>{{ .Content }}{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}</html>
"""


def write_hugo(corpus: Corpus, folder: Path) -> None:
    """Write the corpus for Hugo: the same text, terms as taxonomies, a trivial theme."""
    files = {
        "config.toml": 'title = "handbook"\n[taxonomies]\n' + "".join(f'{name} = "{name}"\n' for name in FOLDERS.values()),
        "layouts/_default/single.html": HUGO_TEMPLATE,
        "layouts/_default/list.html": HUGO_TEMPLATE,
        "layouts/index.html": HUGO_TEMPLATE,
    }
    for issue in corpus.issues:
        carried = {
            name: sorted({each for paper in issue.papers for each in names(paper, corpus)[name]}) for name in FOLDERS.values()
        }
        front = json.dumps({"title": f"第 {issue.number} 期", "date": str(issue.day), **carried}, ensure_ascii=False)
        files[f"content/issues/{issue.number:03}.md"] = f"{front}\n\n{plain_issue(issue, corpus)}"
    for kind, terms in corpus.terms.items():
        files |= {f"content/{kind}-pages/{term.id}.md": f"---\ntitle: {term.zh}\n---\n{plain_term(term)}" for term in terms}
    write(folder, files)


def write_mkdocs(corpus: Corpus, folder: Path) -> None:
    """Write the corpus for MkDocs-Material: the same text, without search."""
    files = {
        "mkdocs.yml": "site_name: handbook\ntheme:\n  name: material\n  language: zh\n  font: false\n"
        "plugins: []\nuse_directory_urls: false\n",
        "docs/index.md": "# 首页\n",
    }
    files |= {f"docs/issues/{issue.number:03}.md": plain_issue(issue, corpus) for issue in corpus.issues}
    for kind, terms in corpus.terms.items():
        files |= {f"docs/{FOLDERS[kind]}/{term.id}.md": plain_term(term) for term in terms}
    write(folder, files)
