"""Every entry has a link to the form that reports an error in it, with the entry filled in."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import yaml
from lxml import html

from handbook import load


def test_every_entry_links_to_the_form_with_itself_filled_in(site: Path, root: Path) -> None:
    for entry in load(root).entries.values():
        tree = html.parse(str(site / f"{entry.docname}.html"), html.HTMLParser(encoding="utf-8"))
        (section,) = tree.xpath("//*[@id=$id]", id=entry.item.id)
        (link,) = section.xpath(".//a[contains(@href, '/issues/new?')]/@href")
        query = parse_qs(urlsplit(link).query, strict_parsing=True)
        form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE" / query.pop("template")[0]).read_text(encoding="utf-8"))
        assert query == {"entry": [entry.item.id]}
        assert set(query) <= {field["id"] for field in form["body"]}
