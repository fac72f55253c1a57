"""The data of the site described beside it and on its page; where nobody may use it, there is no description."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html

from .project import Project

BASE = "https://example.org/en/latest/"
OWN = '[tool.handbook]\nname = "Small"\nauthors = "Doe"\ndata-licence = "https://example.org/by"\n'
FILE = "api/v1/croissant.json"


@pytest.fixture
def described(small: Project) -> Project:
    """Return the small handbook with a licence for its data, and a page on them."""
    small.write({"pyproject.toml": OWN, "docs/guide/data.md": "---\norphan: true\n---\n# Data\n\nWhat there is.\n"})
    return small


def data_of(project: Project) -> tuple[list[str], dict[str, Any] | None]:
    """Return the links to the description on the page of the data, and the JSON-LD of the page."""
    root = html.fromstring((project.out / "html/docs/guide/data.html").read_bytes())
    links = root.xpath("//head/link[@title='Croissant']/@href")
    scripts = root.xpath("//script[@type='application/ld+json']/text()")
    return links, json.loads(scripts[0]) if scripts else None


def test_the_data_are_described_in_croissant_and_on_their_page(described: Project) -> None:
    assert described.build(html_baseurl=BASE, release="1.2").warnings == []
    data = json.loads((described.out / "html" / FILE).read_bytes())
    assert (data["name"], data["version"], data["isLiveDataset"]) == ("Small", "1.2", True)
    assert "datePublished" not in data, "a folder without a history has no date"
    for each in data["distribution"]:
        assert (described.out / "html" / each["contentUrl"].removeprefix(BASE)).is_file()
    links, page = data_of(described)
    assert links == [BASE + FILE]
    assert page is not None
    assert (page["@type"], page["license"]) == ("Dataset", "https://example.org/by")
    assert len(page["distribution"]) == len(data["distribution"]) > 6


def test_without_a_licence_there_is_no_description_and_a_former_one_is_removed(described: Project) -> None:
    described.build(html_baseurl=BASE)
    assert (described.out / "html" / FILE).is_file()
    described.write({"pyproject.toml": OWN.replace("data-licence", "# data-licence")})
    described.build(html_baseurl=BASE)
    assert not (described.out / "html" / FILE).exists()
    assert data_of(described) == ([], None)


def test_the_description_is_rewritten_only_if_it_changes(described: Project) -> None:
    described.build(html_baseurl=BASE, release="1.2")
    path = described.out / "html" / FILE
    before = path.stat().st_mtime_ns
    described.edit("issues/002.md", "摘要。", "另一个摘要。")
    described.build(html_baseurl=BASE, release="1.2")
    assert path.stat().st_mtime_ns == before
    described.build(html_baseurl=BASE, release="1.3")
    assert json.loads(path.read_bytes())["version"] == "1.3"
