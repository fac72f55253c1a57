"""The running text of a page, and its lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handbook.checking.prose import MASK, lines_of

PAGE = """
# 第 64 期

导言 `code` 与 {cite:t}`a2022b` 和[链接](https://example.org/a)，见 https://example.org/b。
> 引文
% 注释
<div>

    代码

```python
print("汉字")
```

::::{paper} doe2022deep
:title: 题目
:topics: 甲

简介。
:::{erratum}
:printed: 印作

依据。
:::
::::

```{code-block} text
:::{paper} nobody
:title: 不是题目
```

```{toctree}
:hidden:

甲 <a/b>
c
```
末行
"""


def test_running_text_and_titles_are_found_with_their_places() -> None:
    found = [(line.number, line.col, line.kind, line.raw) for line in lines_of(PAGE)]
    assert [each for each in found if each[2] != "text"] == [
        (16, 9, "title", "题目"),
        (35, 1, "toctree", "甲 <a/b>"),
        (36, 1, "toctree", "c"),
    ]
    assert [raw for _number, _col, kind, raw in found if kind == "text"] == [
        "# 第 64 期",
        PAGE.split("\n")[3],
        "简介。",
        "依据。",
        "末行",
    ]


def test_other_text_is_masked_character_for_character() -> None:
    line = next(line for line in lines_of(PAGE) if line.number == 4)
    assert len(line.text) == len(line.raw)
    assert line.text.replace(MASK, "") == "导言  与  和[链接，见 。"


@given(st.text(st.sampled_from("汉a`:{}~<>()[]!#%\\ \n\t"), max_size=80))
def test_every_line_is_a_piece_of_the_page(text: str) -> None:
    lines = text.split("\n")
    for line in lines_of(text):
        assert lines[line.number - 1][line.col - 1 :].startswith(line.raw)
        assert len(line.text) == len(line.raw)
