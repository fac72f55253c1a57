"""What people write for a preprint is one server and one number; what says more than that is no such note."""

from __future__ import annotations

import pytest

from handbook.text.preprints import PreprintNote, read_preprint, server_of


@pytest.mark.parametrize(
    ("written", "server", "number", "category"),
    [
        ("arXiv preprint arXiv:2103.99805", "arXiv", "2103.99805", ""),
        ("arXiv preprint arXiv:2103.99805 (2021)", "arXiv", "2103.99805", ""),
        ("CoRR", "arXiv", "", ""),
        ("CoRR abs/1810.99804", "arXiv", "1810.99804", ""),
        ("ArXiv", "arXiv", "", ""),
        ("arXiv e-prints", "arXiv", "", ""),
        ("arXiv (Cornell University)", "arXiv", "", ""),
        ("arXiv: 2101.99001", "arXiv", "2101.99001", ""),
        ("arXiv:1911.99693v3 [cs.CL]", "arXiv", "1911.99693", "cs.CL"),
        ("arXiv:1508.99882 [math, stat]", "arXiv", "1508.99882", "math"),
        ("arXiv preprint cs/0112987", "arXiv", "cs/0112987", ""),
        ("https://arxiv.org/pdf/2101.99001.pdf", "arXiv", "2101.99001", ""),
        ("Preprint arXiv:2101.99001, version 2", "arXiv", "2101.99001", ""),
        ("arXiv--1909", "arXiv", "", ""),
        ("bioRxiv preprint", "bioRxiv", "", ""),
        ("medRxiv", "medRxiv", "", ""),
        ("OpenReview preprint", "OpenReview", "", ""),
        ("Available at SSRN 3499999", "SSRN", "3499999", ""),
        ("SSRN Electronic Journal", "SSRN", "", ""),
    ],
)
def test_forms_of_preprints(written: str, server: str, number: str, category: str) -> None:
    assert read_preprint(written) == PreprintNote(server, number, category)


@pytest.mark.parametrize(
    "written", ["", "Nature", "PsyArXiv", "Comment on arXiv:2101.99001", "2101.99001", "Accepted at ACL, see arXiv"]
)
def test_other_texts_are_no_notes_of_preprints(written: str) -> None:
    assert read_preprint(written) is None


@pytest.mark.parametrize(
    ("entry_type", "where", "archive", "arxiv", "server"),
    [
        ("article", "CoRR", "", "", "arXiv"),
        ("inproceedings", "arXiv", "", "", "arXiv"),
        ("inproceedings", "Proceedings of the Fifth Pasture Conference", "arXiv", "2101.99111", ""),
        ("article", "Nature", "arXiv", "2101.99111", ""),
        ("article", "", "arXiv", "2101.99111", ""),
        ("misc", "", "", "2101.99111", "arXiv"),
        ("misc", "", "OpenReview", "", "OpenReview"),
        ("misc", "A workshop", "", "2101.99111", ""),
        ("techreport", "Institute of Rest", "", "2101.99111", ""),
        ("phdthesis", "", "", "2101.99111", ""),
    ],
)
def test_a_work_that_appeared_elsewhere_is_no_preprint(
    entry_type: str, where: str, archive: str, arxiv: str, server: str
) -> None:
    assert server_of(entry_type, where, archive=archive, arxiv=arxiv) == server
