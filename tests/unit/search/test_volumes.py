"""Several sites are searched at once, and one that does not answer is said and left out."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import Corpus, write_handbook
from handbook import load
from handbook.library.library import Library
from handbook.search import facets
from handbook.search.searchable import SearchRecord, records
from handbook.search.table import FACET_NAMES

from .site import Found, Site, site, with_index

HALF = 3
QUERIES = ("模型", "learning", "训练 模型", "topic-0000")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, list[SearchRecord]]:
    """Return a handbook and its records."""
    folder = tmp_path_factory.mktemp("source")
    write_handbook(Corpus(2 * HALF), folder)
    library = load(folder)
    return library, list(records(library))


@pytest.fixture
def volumes(tmp_path: Path, whole: tuple[Library, list[SearchRecord]]) -> tuple[Site, Site]:
    """Return two volumes, each with half of the issues and all terms, of which the second names the first."""
    library, every = whole

    def of(first: bool) -> Sequence[SearchRecord]:
        return [record for record in every if record.issue is None or (record.issue <= HALF) is first]

    one = site(tmp_path / "v1", library, of(True))
    two = site(tmp_path / "v2", library, of(False))
    return one, with_index(two.folder, library, of(False), volumes=("../../v1/_search/",))


def some(found: Found) -> dict[str, dict[str, int]]:
    """Return the values of facets that some records have."""
    return {facet: {value: number for value, number in of.items() if number} for facet, of in found.counts.items()}


def test_both_volumes_answer_as_one_would(
    volumes: tuple[Site, Site], whole: tuple[Library, list[SearchRecord]], tmp_path: Path
) -> None:
    library, every = whole
    _one, two = volumes
    single = site(tmp_path / "single", library, every)
    states = [*QUERIES, *({"q": query, "sort": sort} for query in ("", "模型") for sort in ("newest", "oldest"))]
    for state, joined, alone in zip(states, two.find(*states), single.find(*states), strict=True):
        assert len(joined.records) == len(alone.records) > 0, state
        assert some(joined) == some(alone), state
        if isinstance(state, dict):
            assert [name for _address, name in joined.links] == [name for _address, name in alone.links], state


@pytest.mark.parametrize("of_one", [0, 10**6])
def test_a_facet_may_have_a_file_of_its_own_in_one_volume_only(
    volumes: tuple[Site, Site], whole: tuple[Library, list[SearchRecord]], monkeypatch: pytest.MonkeyPatch, of_one: int
) -> None:
    one, two = volumes
    before = two.find(*QUERIES)
    monkeypatch.setattr(facets, "LARGE_BYTES", of_one)
    with_index(one.folder, whole[0], one.records)
    assert {path.name for path in one.folder.glob("_search/facets/*")} == (
        {f"{name}.bin.gz" for name in FACET_NAMES} if not of_one else set()
    )
    assert two.find(*QUERIES) == before


def test_a_result_leads_to_its_own_volume(volumes: tuple[Site, Site]) -> None:
    one, two = volumes
    of_one = {record.id for record in one.records if record.issue is not None}
    (found,) = two.find({"filters": {"issue": [str(HALF), str(HALF + 1)], "kind": ["issue"]}})
    assert [name for _address, name in found.links] == [str(HALF + 1), str(HALF)]
    for address, name in found.links:
        assert address.startswith(one.folder.as_uri()) == (name in of_one), "its own addresses begin at its root"


def test_the_older_volume_finds_nothing_of_the_newer_unless_it_names_it(volumes: tuple[Site, Site]) -> None:
    one, two = volumes
    both, own = two.find("模型")[0], one.find("模型")[0]
    assert len(own.records) < len(both.records)
    assert own.missing == both.missing == []


@pytest.mark.parametrize("missing", ["_search", "_search/index", "_search/facets.bin.gz"])
def test_a_volume_that_is_missing_is_said_and_the_others_answer(
    volumes: tuple[Site, Site], whole: tuple[Library, list[SearchRecord]], missing: str
) -> None:
    one, two = volumes
    alone = site(two.folder.with_name("alone"), whole[0], two.records)
    if (one.folder / missing).is_dir():
        shutil.rmtree(one.folder / missing)
    else:
        (one.folder / missing).unlink()
    (found,) = two.find("模型")
    if missing.startswith("_search/facets"):
        assert (len(found.records) > len(alone.find("模型")[0].records), found.missing) == (True, [])
    else:
        assert (len(found.records), found.missing) == (len(alone.find("模型")[0].records), [f"{one.folder.as_uri()}/"])


def test_a_record_of_one_volume_may_be_late(volumes: tuple[Site, Site], whole: tuple[Library, list[SearchRecord]]) -> None:
    one, two = volumes
    edited = [*one.records]
    edited[0] = replace(edited[0], text="罕见的词语")
    with_index(one.folder, whole[0], edited, one.index.parts)
    (found,) = two.find("罕见的词语")
    assert [name for _address, name in found.links] == [edited[0].id]
