"""Lists of persons: what parts them, and who is not named."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.name_lists import read_list
from handbook.model.surnames import is_full_name, is_surname

LISTS = {
    "邓, 禾苗 and 吴, 丹青": ("邓, 禾苗", "吴, 丹青"),
    "谢欣然;王小增;赵六合": ("谢欣然", "王小增", "赵六合"),
    "何望舒；吕清扬； 施晚晴": ("何望舒", "吕清扬", "施晚晴"),
    "韩松涛，秦淮月，许南枝": ("韩松涛", "秦淮月", "许南枝"),
    "陶知远、方小满": ("陶知远", "方小满"),
    "谢欣妍,王增辉": ("谢欣妍", "王增辉"),
    "王芳,李娜": ("王芳", "李娜"),
    "王芳, 李娜, 赵六": ("王芳", "李娜", "赵六"),
    "邓，宇扬": ("邓, 宇扬",),
    "欧阳, 修": ("欧阳, 修",),
    "鈴木, 一郎 and 高橋, 和子": ("鈴木, 一郎", "高橋, 和子"),
    "김, 철수": ("김, 철수",),
    "{中国牧业学会，秘书处}": ("{中国牧业学会，秘书处}",),
    "Doe, Jane; Roe, Richard": ("Doe, Jane", "Roe, Richard"),
    "Marasovi&#263;, Jan": ("Marasovi&#263;, Jan",),
    "Doe, Jane and and Roe, Richard": ("Doe, Jane", "Roe, Richard"),
    "and Doe, Jane AND\n Roe, Richard and ": ("Doe, Jane", "Roe, Richard"),
    "{Barnes and Noble} and Sand, Al": ("{Barnes and Noble}", "Sand, Al"),
    "{{}} and {}": (),
}
OTHERS = {
    "Doe, Jane and others": ("Doe, Jane",),
    "Doe, Jane and\n others": ("Doe, Jane",),
    "Doe, Jane and other": ("Doe, Jane",),
    "Doe, Jane and others.": ("Doe, Jane",),
    "Doe, Jane and et al.": ("Doe, Jane",),
    "Doe, Jane and R. Viday et al.": ("Doe, Jane", "R. Viday"),
    "Doe, Jane, et al": ("Doe, Jane",),
    "顾盼 and others": ("顾盼",),
    "顾盼等": ("顾盼",),
    "顾盼，施晚晴，等": ("顾盼", "施晚晴"),
    "顾盼 等": ("顾盼",),
    "others": (),
}


@pytest.mark.parametrize(("value", "names"), LISTS.items(), ids=list(LISTS))
def test_what_parts_persons(value: str, names: tuple[str, ...]) -> None:
    assert read_list(value) == (names, False)


@pytest.mark.parametrize(("value", "names"), OTHERS.items(), ids=list(OTHERS))
def test_those_who_are_not_named(value: str, names: tuple[str, ...]) -> None:
    assert read_list(value) == (names, True)


@pytest.mark.parametrize("value", ["{others}", "{et al.}", "Others, Jane", "Al, Et", "等"[:0] + "平等"])
def test_names_that_look_like_others(value: str) -> None:
    assert read_list(value) == ((value,), False)


@pytest.mark.parametrize(("text", "surname", "full"), [("王", True, False), ("诸葛", True, False), ("诸葛亮", False, True)])
def test_family_names(text: str, surname: bool, full: bool) -> None:
    assert (is_surname(text), is_full_name(text)) == (surname, full)


@given(
    st.text() | st.lists(st.sampled_from(["王", "芳", ",", "，", " and ", ";", "等", "{", "}", "\\", "others", "a"])).map("".join)
)
def test_no_value_raises(value: str) -> None:
    assert all(name.strip() for name in read_list(value).names)


@pytest.mark.parametrize("unit", ["a and ", "王,", "，", "{", "and ", "张三 等", "et al ", "family={a},", "x., "])
def test_long_lists_take_linear_time(unit: str) -> None:
    start = time.process_time()
    read_list(unit * (100_000 // len(unit)))
    assert time.process_time() - start < 5
