"""The rows of related papers: labels of the papers and of what they share, and nothing of the scores."""

from __future__ import annotations

from handbook.views.papers import paper_page
from handbook.views.related import related_rows

from ..builders import BIB, ISSUE, bib, entry, read
from ..related.test_facts import TREE


def test_a_row_names_the_paper_and_what_is_shared() -> None:
    more = [f"more{at}" for at in range(6)]
    issue = "\n".join([str(TREE[ISSUE]), *(entry(key, title=f"{chr(0x5000 + at)}", topics="") for at, key in enumerate(more))])
    library = read({**TREE, ISSUE: issue, "bib/more.bib": "".join(bib(key, author="None, No", title=key) for key in more)})
    (row, *_rest) = related_rows(library, "doe2022deep")
    assert (row.label.id, row.label.page) == ("roe2022", "papers/roe2022")
    shown = {reason.kind: [(label.zh, label.docname) for label in reason.shared] for reason in row.reasons}
    assert shown["cites"] == []
    assert shown["author"] == [("Ann Roe", "docs/people/roe-ann")]
    page = paper_page(library, "doe2022deep")
    assert page is not None
    assert page.related[0] == row


def test_a_work_that_is_only_cited_has_no_related_papers() -> None:
    library = read({ISSUE: TREE[ISSUE], BIB: TREE[BIB], "bib/background.bib": bib("old1999")})
    page = paper_page(library, "old1999")
    assert page is not None
    assert page.related == related_rows(library, "old1999") == ()
