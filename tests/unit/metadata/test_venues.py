"""Short names of meetings."""

from __future__ import annotations

import pytest

from handbook.metadata.venues import of_acl_id, of_names


@pytest.mark.parametrize(
    ("identifier", "meeting"),
    [
        ("2023.emnlp-main.67", "EMNLP 2023"),
        ("2022.acl-long.93", "ACL 2022"),
        ("2022.coling-1.284", "COLING 2022"),
        ("2022.findings-emnlp.121", "Findings of EMNLP 2022"),
        ("2021.findings-acl.1", "Findings of ACL-IJCNLP 2021"),
        ("2021.acl-short.1", "ACL-IJCNLP 2021"),
        ("2022.acl-demo.1", ""),
        ("2022.acl-tutorials.1", ""),
        ("2022.tacl-1.1", ""),
        ("2022.gebnlp-1.1", ""),
        ("P19-1423", "ACL 2019"),
        ("P19-2001", "ACL 2019"),
        ("P15-1001", "ACL-IJCNLP 2015"),
        ("D19-1001", "EMNLP-IJCNLP 2019"),
        ("D19-5001", ""),
        ("P95-1026", "ACL 1995"),
        ("W18-2504", ""),
        ("Q19-1001", ""),
        ("nonsense", ""),
    ],
)
def test_of_the_anthology(identifier: str, meeting: str) -> None:
    assert of_acl_id(identifier) == meeting


@pytest.mark.parametrize(
    ("names", "meeting"),
    [
        (["Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"], "CVPR 2021"),
        (["2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition"], "CVPR 2022"),
        (["KDD '22: The 28th ACM SIGKDD Conference on Knowledge Discovery and Data Mining", "Proceedings"], "KDD 2022"),
        (["Findings of the Association for Computational Linguistics: EMNLP 2020"], "Findings of EMNLP 2020"),
        (["Proceedings of the AAAI Conference on Artificial Intelligence"], "AAAI 2021"),
        (["Advances in Neural Information Processing Systems 34"], "NeurIPS 2021"),
        (["Computer Vision – ECCV 2022"], "ECCV 2022"),
        (["2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)"], ""),
        (["Proceedings of AAAI 2022 Fall Symposium: The Role of AI"], ""),
        (["Proceedings of the Workshop on Made-Up Things at EMNLP 2022"], ""),
        (["International Conference on Computer Vision Theory and Applications"], ""),
        (["Lecture Notes in Computer Science"], ""),
        ([], ""),
    ],
)
def test_of_names(names: list[str], meeting: str) -> None:
    assert of_names(*names, year=2021) == meeting
