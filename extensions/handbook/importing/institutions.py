"""Institutions as the weekly prints them, and the terms that they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import slug
from ..text.messages import mark as _

if TYPE_CHECKING:
    from ..library.vocabulary import Vocabulary
    from .drafts import Notes
    from .printed import PrintedItem

_ROLE = re.compile(
    r"(?:高级|资深|首席|青年|特聘|助理|副|客座|博士后|软件|算法|研究|机器学习|人工智能){0,4}"
    r"(?:工程师|教授|研究员|科学家|博士生|博士|硕士|院士|主任|院长|总监|经理|创始人|讲师|学者)"
)
_AFFIX = re.compile(
    r"^(?:美国|英国|德国|法国|加拿大|中国|日本|韩国|瑞士|新加坡|澳大利亚|荷兰|以色列)"
    r"|(?:公司|集团|团队|研究团队|课题组|实验室|研究院|研究所|AI Lab)$"
)


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
    """Note a name that no term has, with the term that may be meant: a country or a kind of organization is not decisive."""
    bare = _AFFIX.sub("", _AFFIX.sub("", name))
    near = vocabulary.recognise("institution", bare) if bare else None
    close = near.id if near else vocabulary.suggest("institution", name)
    if close:
        term = vocabulary.get("institution", close)
        message = _("no institution has the name {name}: did you mean {close} ({zh})?")
        notes.add(line, message, name=name, close=close, zh=term.zh if term else "")
    else:
        message = _("no institution has the name {name}; create one with: handbook term {id} --kind institution")
        notes.add(line, message, name=name, id=slug(name) or "ID")


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
