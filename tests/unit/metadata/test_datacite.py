"""Records from DataCite's own JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.metadata import datacite
from handbook.metadata.entries import entry_of
from handbook.metadata.errors import ServiceError
from handbook.metadata.record import Record
from handbook.metadata.transport import Answer
from handbook.model.people import Person

from .answers import datacite_own


def read(data: object) -> Record:
    return datacite.read(Answer(body=json.dumps(data).encode()), "10.99999/data.7")


def test_a_model_is_software_of_its_makers() -> None:
    record = read(datacite_own())
    assert (record.type, record.title.plain, record.year) == ("software", "A Model of Tiny Tasks", 2022)
    assert record.authors == (
        Person(family="Doe", given="Jane Q."),
        Person(family="Tiny Tasks Workshop"),
        Person(family="Roe", given="Pat"),
    )
    assert (record.publisher, record.affiliations) == ("Hugging Face", ("A Lab", "B"))
    assert record.published_as.lower() == "10.99999/made.2022.1"
    assert not record.is_preprint
    assert "howpublished  = {Hugging Face}" in entry_of(record, "doe2022model")


@pytest.mark.parametrize(
    ("general", "kind"),
    [("Dataset", "dataset"), ("Software", "software"), ("Report", "techreport"), ("Text", "misc"), (None, "misc")],
)
def test_the_type_is_that_of_the_resource(general: object, kind: str) -> None:
    assert read(datacite_own(types={"resourceTypeGeneral": general})).type == kind


def test_the_answer_is_told_from_csl_json() -> None:
    assert datacite.MARK in json.dumps(datacite_own()).encode()
    assert datacite.MARK not in json.dumps({"title": 'its "creators"'}).encode()


@pytest.mark.parametrize("data", [None, [], {}, {"titles": 1}, {"titles": [None, {"title": 3}]}])
def test_an_answer_without_a_title_is_an_error(data: object) -> None:
    with pytest.raises(ServiceError, match="contains no metadata"):
        read(data)


VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["name", "title", "type", "affiliation", "resourceTypeGeneral", "relationType", "x"]), inner
        )
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(datacite_own())), VALUES))
def test_values_of_other_types_are_missing(values: dict[str, object]) -> None:
    values["titles"] = [{"title": "A"}]
    assert read(datacite_own(**values)).title.plain == "A"
