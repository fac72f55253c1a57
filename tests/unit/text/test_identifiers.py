"""arXiv identifiers and DOIs: what counts as one, and their addresses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import handbook
from handbook.text.identifiers import (
    ARXIV_ID,
    arxiv_address,
    arxiv_doi,
    arxiv_id,
    bare_doi,
    doi_address,
    in_arxiv_doi,
    is_doi,
)

PACKAGE = Path(handbook.__file__).parent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2210.11610", True),
        ("0704.0001", True),
        ("hep-th/9901001", True),
        ("math.GT/0309136", True),
        ("cond-mat.mes-hall/0309136", True),
        ("2213.11610", False),  # there is no month 13
        ("2210.116", False),
        ("2210.116100", False),
        ("hep-th/9913001", False),
        ("12/0309136", False),
    ],
)
def test_an_arxiv_identifier_has_a_month_and_a_number(text: str, expected: bool) -> None:
    assert (re.fullmatch(ARXIV_ID, text, re.IGNORECASE | re.ASCII) is not None) is expected
    assert arxiv_id(text) == (text if expected else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/182", True),
        ("10.1000.10/123", True),
        ("10.18653/v1/2023.emnlp-main.67", True),
        ("https://doi.org/10.1000/182", False),
        ("10.1000/a b", False),
        ("10.100/182", False),
        ("10.1000/", False),
        ("11.1000/182", False),
    ],
)
def test_a_doi_has_a_prefix_and_a_suffix(text: str, expected: bool) -> None:
    assert is_doi(text) is expected


def test_addresses_lead_back_to_identifiers() -> None:
    assert bare_doi(doi_address("10.1000/182")) == bare_doi("10.1000/182") == "10.1000/182"
    assert arxiv_id("", url=arxiv_address("2210.11610")) == "2210.11610"
    assert arxiv_id("", url=arxiv_address("2210.11610", "pdf")) == "2210.11610"
    assert in_arxiv_doi(arxiv_doi("2210.11610")) == "2210.11610"
    assert in_arxiv_doi("10.1000/182") == ""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_other_module_spells_a_pattern_or_an_address(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    spelled = [piece for piece in ("10\\.\\d", "\\d{4}\\.\\d{4", "doi.org/{", "arxiv.org/abs/{", "10\\.48550") if piece in source]
    assert spelled == [] or path == PACKAGE / "text" / "identifiers.py"
