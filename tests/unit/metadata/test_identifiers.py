"""Identifiers in the forms in which people give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.metadata.identifiers import Identifier, Scheme, hint, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2210.11610", "2210.11610"),
        ("arXiv:2210.11610", "2210.11610"),
        ("ARXIV: 2210.11610v3", "2210.11610"),
        ("arXiv:2210.11610v3 [cs.CL]", "2210.11610"),
        ("0704.0001", "0704.0001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("arXiv:math.GT/0309136v1", "math/0309136"),
        ("cond-mat.mes-hall/9901001", "cond-mat/9901001"),
        ("cs/0112017", "cs/0112017"),
        ("https://arxiv.org/abs/2210.11610", "2210.11610"),
        ("https://arxiv.org/abs/2210.11610v2", "2210.11610"),
        ("http://www.arxiv.org/pdf/2210.11610v2.pdf", "2210.11610"),
        ("https://arxiv.org/pdf/2210.11610", "2210.11610"),
        ("https://arxiv.org/html/2210.11610v1", "2210.11610"),
        ("arxiv.org/abs/2210.11610", "2210.11610"),
        ("https://export.arxiv.org/abs/hep-th/9901001v2", "hep-th/9901001"),
        ("https://arxiv.org/abs/2210.11610?context=cs.LG#top", "2210.11610"),
        ("https://ar5iv.labs.arxiv.org/html/2210.11610", "2210.11610"),
        ("https://www.alphaxiv.org/abs/2210.11610", "2210.11610"),
        ("https://huggingface.co/papers/2210.11610", "2210.11610"),
        ("10.48550/arXiv.2210.11610", "2210.11610"),
        ("https://doi.org/10.48550/arXiv.2210.11610", "2210.11610"),
        (" <https://arxiv.org/abs/2210.11610>. ", "2210.11610"),
    ],
)
def test_arxiv(text: str, value: str) -> None:
    assert parse(text) == Identifier(scheme=Scheme.ARXIV, value=value)
    assert parse(str(parse(text))) == parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.1038/s42256-022-00574-5", "10.1038/s42256-022-00574-5"),
        ("doi:10.1145/3605943", "10.1145/3605943"),
        ("DOI: 10.1109/CVPR52688.2022.01553", "10.1109/cvpr52688.2022.01553"),
        ("https://doi.org/10.1145/3605943", "10.1145/3605943"),
        ("http://dx.doi.org/10.1145/3605943", "10.1145/3605943"),
        ("doi.org/10.1145/3605943", "10.1145/3605943"),
        ("https://doi.org/10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"),
        ("10.1016/S0140-6736(20)30183-5).", "10.1016/s0140-6736(20)30183-5"),
        ("https://doi.org/10.1002%2Fsici%281097%29", "10.1002/sici(1097)"),
        ("https://dl.acm.org/doi/10.1145/3605943", "10.1145/3605943"),
        ("https://dl.acm.org/doi/pdf/10.1145/3605943", "10.1145/3605943"),
        ("https://link.springer.com/article/10.1007/s11263-024-02117-4", "10.1007/s11263-024-02117-4"),
        ("https://link.springer.com/content/pdf/10.1007/s11263-024-02117-4.pdf", "10.1007/s11263-024-02117-4"),
        ("https://www.biorxiv.org/content/10.1101/2021.10.25.465689v1.full.pdf", "10.1101/2021.10.25.465689"),
        ("https://www.biorxiv.org/content/10.1101/2021.10.25.465689v2", "10.1101/2021.10.25.465689"),
        ("https://www.nature.com/articles/s42256-022-00574-5", "10.1038/s42256-022-00574-5"),
        ("10.1162/tacl_a_00324", "10.1162/tacl_a_00324"),
    ],
)
def test_dois(text: str, value: str) -> None:
    assert parse(text) == Identifier(scheme=Scheme.DOI, value=value)
    assert parse(value) == parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023.emnlp-main.67", "2023.emnlp-main.67"),
        ("ACL:2023.emnlp-main.67", "2023.emnlp-main.67"),
        ("P19-1423", "P19-1423"),
        ("https://aclanthology.org/2023.emnlp-main.67/", "2023.emnlp-main.67"),
        ("https://aclanthology.org/2023.emnlp-main.67.pdf", "2023.emnlp-main.67"),
        ("https://aclanthology.org/2023.emnlp-main.67v2.pdf", "2023.emnlp-main.67"),
        ("https://aclanthology.org/2023.emnlp-main.67.bib", "2023.emnlp-main.67"),
        ("https://www.aclweb.org/anthology/P19-1423/", "P19-1423"),
        ("https://aclanthology.info/papers/P19-1423", "P19-1423"),
        ("10.18653/v1/2023.emnlp-main.67", "2023.emnlp-main.67"),
        ("https://doi.org/10.18653/v1/P19-1423", "P19-1423"),
    ],
)
def test_the_anthology(text: str, value: str) -> None:
    assert parse(text) == Identifier(scheme=Scheme.ACL, value=value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2213.12345",
        "2210.116",
        "2210.116101",
        "huang2023large",
        "10.1/x",
        "10.1145/",
        "https://arxiv.org/list/cs.CL/recent",
        "https://openreview.net/forum?id=HMz-0SmiiGc",
        "https://evil.example/arxiv.org/abs/2210.11610",
        "https://arxiv.org.evil.example/abs/2210.11610",
        "https://[broken/2210.11610",
        "2210.11610\n2210.11611",
        "٢٢١٠.١١٦١٠",
        "1" * 5000,
    ],
)
def test_texts_without_an_identifier(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://openreview.net/forum?id=x", "OpenReview"),
        ("https://www.semanticscholar.org/paper/x", "Semantic Scholar"),
        ("https://proceedings.neurips.cc/paper/2020/hash/x", "NeurIPS"),
        ("arxiv:22", "looks like 2210.11610"),
        ("https://arxiv.org/list/cs.CL", "looks like 2210.11610"),
        ("https://aclanthology.org/venues/acl/", "looks like https://aclanthology.org/"),
        ("10.1145", "a DOI looks like"),
        ("https://example.org/", "this address contains no identifier"),
        ("huang2023larg", "did you mean huang2023large?"),
        ("nothing", "give a citation key"),
        ("https://[broken/", "this address contains no identifier"),
    ],
)
def test_hints(text: str, said: str) -> None:
    message, params = hint(text, ("huang2023large", "wei2022chain"))
    assert said in message.format(**params)


@given(st.text() | st.from_regex(r"(https?://)?(arxiv|doi|aclanthology)\.org/.{0,40}"))
def test_no_text_is_a_traceback(text: str) -> None:
    found = parse(text)
    assert found is None or parse(str(found)) == found
    message, params = hint(text, ("key",))
    assert message.format(**params)
