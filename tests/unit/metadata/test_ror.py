"""Organizations from the answers of ROR's API. The organizations are fabricated."""

from __future__ import annotations

import json

import pytest

from handbook.metadata import ror
from handbook.metadata.errors import NotFoundError, ServiceError
from handbook.metadata.transport import Answer

from . import answers

NORTH = answers.organization(
    "https://ror.org/012345678", "North Sea University", zh="北海大学", alias="NSU Hamburg", country="DE"
)


def read(*organizations: dict[str, object], name: str) -> ror.Organization:
    return ror.read(Answer(body=json.dumps(answers.affiliation(*organizations)).encode()), name)


@pytest.mark.parametrize("name", ["北海大学", "North Sea University", "north sea university", "NSU Hamburg"])
def test_an_organization_is_found_by_each_of_its_names(name: str) -> None:
    found = read(NORTH, name=name)
    assert (found.ror, found.en, found.zh, found.country) == (
        "https://ror.org/012345678",
        "North Sea University",
        "北海大学",
        "DE",
    )


@pytest.mark.parametrize("name", ["北海航空大学", "North Sea University of Technology", "NSU", "海大学"])
def test_a_similar_name_or_an_acronym_is_no_match_though_ror_chooses_it(name: str) -> None:
    with pytest.raises(NotFoundError, match=f"no organization of ROR has exactly the name {name}"):
        read(NORTH, name=name)


def test_a_name_that_two_organizations_have_is_no_match() -> None:
    other = answers.organization("https://ror.org/087654321", "North Sea University", country="NL")
    with pytest.raises(NotFoundError, match=r"012345678, https://ror\.org/087654321"):
        read(NORTH, other, name="North Sea University")
    assert read(NORTH, {**other, "status": "withdrawn"}, name="North Sea University").country == "DE"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"items": 1}', b"[" * 100_000])
def test_an_invalid_answer_is_an_error(body: bytes) -> None:
    with pytest.raises(ServiceError, match="the response of ROR is invalid"):
        ror.read(Answer(body=body), "a")


@pytest.mark.parametrize(
    "organization",
    [
        {},
        {"id": "https://ror.org/x", "status": "active", "names": [{"value": "A", "types": ["label"]}]},
        {"id": 1, "status": "active", "names": 2, "locations": 3},
        {**NORTH, "names": [None, {"value": None, "types": ["label"]}, {"value": "A", "types": None}]},
    ],
)
def test_a_strange_record_is_passed_over(organization: dict[str, object]) -> None:
    with pytest.raises(NotFoundError):
        read(organization, name="A")


def test_values_of_other_types_are_missing() -> None:
    found = read(
        {**NORTH, "locations": [None, {"geonames_details": 1}, {"geonames_details": {"country_code": "x"}}]}, name="北海大学"
    )
    assert found.country == ""
