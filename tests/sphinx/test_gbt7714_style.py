"""The style GB/T 7714 in another project, which uses sphinxcontrib-bibtex and nothing else of the handbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from .. import html
from .project import Project

BIB = r"""@article{gao,
  author = {高某 and 李某 and 王某 and 赵某}, title = {深度学习综述}, journal = {某学报}, year = {2024},
  volume = {3}, pages = {1--9}
}
@misc{doe,
  author = {Doe, Jane}, title = {Scaling {GPT}s}, year = {2021}, eprint = {2110.03888}, archiveprefix = {arXiv}
}
"""
EXPECTED = {
    "gbt7714-2025": [
        "高某，李某，王某，等. 深度学习综述[J]. 某学报，2024，3：1-9.",
        "Doe J. Scaling GPTs[PP/OL]. arXiv（2021）. https://arxiv.org/abs/2110.03888.",
    ],
    "gbt7714-2015": [
        "高某, 李某, 王某, 等. 深度学习综述[J]. 某学报, 2024, 3: 1-9.",
        "DOE J. Scaling GPTs[EB/OL]. arXiv(2021). https://arxiv.org/abs/2110.03888.",
    ],
}


@pytest.mark.parametrize("style", EXPECTED)
def test_the_style_by_its_name(tmp_path: Path, style: str) -> None:
    project = Project(root=tmp_path / "other")
    conf = f'project = "Other"\nhtml_theme = "basic"\nbibtex_bibfiles = ["a.bib"]\nbibtex_default_style = "{style}"\n'
    conf += 'extensions = ["sphinxcontrib.bibtex"]\n'
    page = "One\n===\n\n:cite:p:`gao,doe`\n\n.. bibliography::\n"
    project.write({"conf.py": conf, "a.bib": BIB, "index.rst": "Front\n=====\n\n.. toctree::\n\n   one\n", "one.rst": page})
    assert project.build().warnings == []
    tree = html.tree(project.out / "html/one.html")
    items = tree.findall(".//div[@role='doc-biblioentry']/p")
    assert sorted("".join(item.itertext()) for item in items) == sorted(EXPECTED[style])
    assert [link.get("href") for item in items for link in item.iter("a")] == ["https://arxiv.org/abs/2110.03888"]
