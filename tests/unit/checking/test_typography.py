"""Typography of Chinese text: findings, and fixes that lose no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.checking.typography import findings, fixed_text, is_suspect

TEXTS = st.text(st.sampled_from("汉字aB1 ,;:!?.()，。（）、\ufffc*-"), max_size=30)


@pytest.mark.parametrize(
    ("text", "correct"),
    [
        ("用BERT微调", "用 BERT 微调"),
        ("第64期", "第 64 期"),
        ("微调,掩码, 任务", "微调，掩码，任务"),
        ("结果如何?很好.", "结果如何？很好。"),
        ("模型 （BERT） 很大", "模型（BERT）很大"),
        ("模型(large language模型)的", "模型（large language 模型）的"),
        ("BERT, 微调;GPT-3: 很大", "BERT，微调；GPT-3：很大"),
        ("作者:\ufffc", "作者：\ufffc"),
    ],
)
def test_wrong_typography_is_fixed(text: str, correct: str) -> None:
    assert is_suspect(text)
    assert fixed_text(text) == correct
    assert list(findings(correct)) == []


@pytest.mark.parametrize(
    "text",
    [
        "用 BERT 微调，效果好（见 Table 1）。",
        "in English, with (brackets): nothing is wrong.",
        "比例是 3:1，共 1,000 个（约 7.4%）",
        "A 型、B 型 / C 型",
        "**粗体**BERT",
        "\ufffc的\ufffc",
    ],
)
def test_correct_and_unclear_typography_has_no_findings(text: str) -> None:
    assert list(findings(text)) == []


@given(TEXTS)
def test_a_line_is_fixed_in_one_pass(text: str) -> None:
    assert fixed_text(fixed_text(text)) == fixed_text(text)


@given(TEXTS)
def test_only_spaces_and_widths_change(text: str) -> None:
    narrow = str.maketrans("，。；：！？（）", ",.;:!?()", " ")
    assert fixed_text(text).translate(narrow) == text.translate(narrow)


@given(TEXTS)
def test_a_line_that_is_not_suspect_has_no_findings(text: str) -> None:
    assert is_suspect(text) or not list(findings(text))
