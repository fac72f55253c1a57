"""Institutions as the weekly prints them, and the terms that they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import has_han, slug
from ..text.messages import mark as _

if TYPE_CHECKING:
    from ..library.vocabulary import Vocabulary
    from ..model.records import Term
    from .drafts import Notes
    from .printed import PrintedItem

_ROLE = re.compile(
    r"(?:高级|资深|首席|青年|特聘|助理|副|客座|博士后|软件|算法|研究|机器学习|人工智能){0,4}"
    r"(?:工程师|教授|研究员|科学家|博士生|博士|硕士|院士|主任|院长|总监|经理|创始人|讲师|学者)"
)
_COUNTRIES = {
    "美国": "US",
    "英国": "GB",
    "德国": "DE",
    "法国": "FR",
    "加拿大": "CA",
    "中国": "CN",
    "日本": "JP",
    "韩国": "KR",
    "瑞士": "CH",
    "新加坡": "SG",
    "澳大利亚": "AU",
    "荷兰": "NL",
    "以色列": "IL",
    "意大利": "IT",
    "俄罗斯": "RU",
    "印度": "IN",
}
_GROUP = re.compile(
    r"(?:公司|集团|团队|研究团队|课题组|实验室|研究院|研究所|\s?AI Lab|\s?(?:Inc|Ltd|Corp|LLC|GmbH)\.?|\s?Research(?: Team)?)$"
)
"""What is said of a part of an organization, or of what it is."""
_SUBJECT = (
    "计算机|计算|软件|信息|电子|电气|通信|自动化|控制|网络|网安|安全|智能|数据|数学|统计|物理|化学|化工|材料|机械|生命|生物|医|药|健康|"
    "环境|能源|航空|航天|光电|集成电路|微电子|科学|(?<!应用)技术|工程|管理|经济|金融|商|法|文|外国语|语言|新闻|传播|教育|心理|社会|国际|公共|"
    "未来|前沿|交叉|艺术|设计|建筑|交通|理|(?<!理)工|哲学|历史|马克思主义"
)
_DEPARTMENT = re.compile(
    rf"(?!大学)[^大]{{0,16}}?(?:系|(?:{_SUBJECT})学院|研究院|研究所|研究生院|实验室|课题组|研究组|团队|研究中心|中心)|"
    r"\s?(?:AI Lab|Research|Labs?|Research Lab|NLP Group|Department of [A-Za-z &]{3,40}|School of [A-Za-z &]{3,40})"
)
"""What follows the name of a university and is a part of it: no branch and no hospital, which are institutions of their own, and
only a college of a subject, because many with another name have become universities (浙江大学城市学院)."""
_ABBREVIATIONS = {"univ": "university", "inst": "institute", "tech": "technology", "lab": "laboratory", "corp": "corporation"}


def ids_or_names(names: tuple[str, ...], vocabulary: Vocabulary, line: int, notes: Notes) -> list[str]:
    """Return the ids of the terms with these *names*; a name that no term has stands for itself, with a note on *line*."""
    values = []
    for name in names:
        term = vocabulary.recognise("institution", name)
        if term is None:
            _note_unmatched(name, vocabulary, line, notes)
        elif vocabulary.find("institution", name) is None:
            message = _("{name} is a misnomer of {id} ({zh}): check whether it needs an erratum")
            notes.add(line, message, name=name, id=term.id, zh=term.zh)
        values.append(term.id if term else name)
    return list(dict.fromkeys(values))


def _note_unmatched(name: str, vocabulary: Vocabulary, line: int, notes: Notes) -> None:
    """Note a name that no term has, with the term of which it says the same in other words, and how to make a new one."""
    near = same_institution(name, vocabulary)
    create = f"--zh {name}" if has_han(name) else f'--en "{name}"'
    params = {"name": name, "id": "ID" if has_han(name) else slug(name) or "ID", "names": create}
    if near:
        message = _(
            "no institution has the name {name}: did you mean {close} ({zh})? If not, create one with: "
            "handbook term {id} --kind institution {names}"
        )
        notes.add(line, message, close=near.id, zh=near.zh or near.en, **params)
    else:
        message = _("no institution has the name {name}; create one with: handbook term {id} --kind institution {names}")
        notes.add(line, message, **params)


def same_institution(name: str, vocabulary: Vocabulary) -> Term | None:
    """Return the institution that a name means that is not its own: with its country, with a part of it, or abbreviated.

    Similar letters tell nothing: 北京大学 is not 北京航空航天大学, and Hubei is not Hebei.
    """
    bare = _GROUP.sub("", name).strip()
    if bare and bare != name and (term := vocabulary.recognise("institution", bare)):
        return term
    country = next((each for each in _COUNTRIES if name.startswith(each)), "")
    if country:
        inner = vocabulary.recognise("institution", name[len(country) :]) or same_institution(name[len(country) :], vocabulary)
        return inner if inner and inner.country == _COUNTRIES[country] else None
    expanded = " ".join(_ABBREVIATIONS.get(word.strip(".,").lower(), word) for word in name.split())
    if expanded != name and (term := vocabulary.recognise("institution", expanded)):
        return term
    return _whole_of(name, vocabulary)


def _whole_of(name: str, vocabulary: Vocabulary) -> Term | None:
    """Return the university of which a name names a department."""
    for end in range(len(name) - 1, 2, -1):
        if not _DEPARTMENT.fullmatch(name[end:]):
            continue
        term = vocabulary.find("institution", name[:end].strip(" ,，-"))
        if term and (term.zh.endswith(("大学", "学院")) or "universit" in term.en.lower()):
            return term
    return None


def split_speakers(item: PrintedItem, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the institutions and the people of an item that is not a paper: 甲大学教授乙 is an institution and a person."""
    institutions: list[str] = []
    people = list(item.authors)
    for printed in item.institutions:
        role = None if vocabulary.recognise("institution", printed) else _ROLE.search(printed)
        if role is None:
            institutions.append(printed)
            continue
        institutions += [printed[: role.start()]] if role.start() else []
        people += [printed[role.end() :]] if printed[role.end() :] else []
    return tuple(institutions), tuple(dict.fromkeys(people))
