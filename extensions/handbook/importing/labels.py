"""The labels of the fields of an item, recognized by rule: the last noun of a label says what it labels."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from .words import narrow

if TYPE_CHECKING:
    from .printed import Line

LINK_FIELDS = ("url", "code", "models", "data", "site", "docs", "video", "slides")

_BEFORE = (
    "论文|文章|本文|该文|全文|原文|英文|中文|译文|全部|所有|主要|第一|通讯|"
    "共同|完成|研究|所属|参与|发布|作者|活动|资源|项目|会议|直播|官方|"
    "开源|相关|编者|内容|详细|一句话|核心|报告|主讲|主办|合作|公司|模型|数据集|编辑|本期|课程|书|工作|"
    "阅读|点击|查看|访问|read|view|see|open|"
    "the|paper|papers|full|project|official|short|main|first|corresponding|article|english|chinese|one[- ]sentence"
)
"""What may stand before the noun of a label."""
_HEADS = {
    "title": "标题|题目|名称|题名|篇名|主题|titles?",
    "authors": "作者|作者名单|作者列表|主讲人|主讲嘉宾|讲者|报告人|演讲人|分享人|嘉宾|authors?|author\\(s\\)|by|speakers?",
    "institutions": "机构|单位|院校|高校|学校|团队|主办方|主办单位|affiliations?|institutions?|organi[sz]ations?|institutes?",
    "summary": (
        "简介|摘要|导读|核心|贡献|创新点|概要|概述|简述|推荐理由|推荐语|推荐说明|理由|内容|介绍|解读|点评|亮点|总结|要点|看点|荐语|评语|"
        "tl;?dr|abstract|summary|highlights?|description|overview|takeaways?|contributions?|introduction"
    ),
    "date": "时间|日期",
    "other": (
        "会议|期刊|会议/期刊|发表|发表于|收录|录用|收录情况|发表信息|接收|出版|"
        "关键词|关键字|标签|分类|类别|方向|领域|任务|评分|相关性评分|"
        "发布时间|发表时间|更新时间|提交时间|发表日期|发布日期|发表年份|年份|引用|备注|"
        "venue|conference|journal|comments?|keywords?|"
        "tags?|category|categories|subjects?|areas?|tasks?|published(?: on|"
        " date| at)?|publication|date|updated|submitted|year|citations?|"
        "score|accepted(?: by| at)?"
    ),
}
_LINKS = {
    "code": "代码|源码|源代码|github|gitlab|gitee|code|codes|仓库|代码库|repo|repository|implementation|开源",
    "models": "模型|权重|模型权重|models?|checkpoints?|weights",
    "data": "数据|数据集|语料|语料库|datasets?|data|benchmark",
    "video": "视频|直播|回放|录像|录播|videos?|talk",
    "slides": "幻灯片|课件|ppt|slides?|讲义",
    "docs": "文档|docs|documentation",
    "site": "项目|主页|官网|网站|博客|blog|project|homepage|website|demo|演示|试玩|体验",
    "url": (
        "论文|文章|原文|全文|预印本|paper|papers|pdf|arxiv|abs|doi|html|openreview|"
        "acl|acl anthology|链接|地址|网址|网页|详情|出处|来源|link|links|url|"
        "source|下载|活动|报名|资源|传送门|入口|preprint|hugging ?face|hf|tweet|twitter|thread|讨论"
    ),
}
"""The nouns of links; of several in a label, the first field decides."""
_LINK_WORDS = "链接|地址|下载|网址|传送门|入口|获取|详情|主页|页面|编号|id|links?|urls?|address|page"

_FIELD = {
    name: re.compile(rf"(?:(?:{_BEFORE})\s?){{0,4}}(?:{heads})(?:列表|名单|信息|如下|\d{{1,2}})?", re.IGNORECASE)
    for name, heads in _HEADS.items()
}
_ANY_LINK = "|".join(sorted("|".join((*_LINKS.values(), _LINK_WORDS)).split("|"), key=len, reverse=True))
_LINK = re.compile(rf"(?:(?:{_BEFORE}|{_ANY_LINK})[\s的]?){{0,4}}(?:{_ANY_LINK})", re.IGNORECASE)
_NOUNS = {name: re.compile(rf"(?<![a-z])(?:{nouns})(?![a-z])", re.IGNORECASE) for name, nouns in _LINKS.items()}
_LINK_WORD = re.compile(rf"(?:{_LINK_WORDS})$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:论文|文章|paper|top|no\.?)\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})", re.IGNORECASE)
_CONTRIBUTORS = re.compile(r"(?:本期)?(?:贡献者|编辑|供稿|整理)|本期作者|contributors|editors", re.IGNORECASE)

_NUMBER = (
    r"(?:[0-9]{1,3}\s?[.、):\]】]|[(\[【][0-9]{1,3}[)\]】]|[一二三四五六七八九十]{1,3}\s?[、.]|"
    r"[(][一二三四五六七八九十]{1,3}[)]|[0-9]{1,2}\s(?=[\u4e00-\u9fff]))"
)
_SIGN = r"[^\w\s()\[\]【】《》“”\"'「」『』$<>{}\\@&/|:.,%\u3001-\u3003]|[\u2460-\u24ff\u2776-\u2793\ufe0f\u200d]"
MARK = re.compile(rf"(?:\s|{_SIGN}|{_NUMBER}){{0,12}}")
"""What may stand before a label or a title and is no part of it: signs, numbers, bullets."""
_PAUSE = "|\\[\\]【】()「」，。、;！？!?"
_LABEL = re.compile(
    rf"[*_]{{0,2}}[\[【「(]?\s?([^\s:{_PAUSE}][^:{_PAUSE}]{{0,21}}?)\s?[\]】」)]?[*_]{{0,2}}\s{{0,2}}[:|]{{1,2}}[*_]{{0,2}}"
)
_IN_BRACKETS = re.compile(r"[*_]{0,2}[【\[「]\s?([^【】\[\]「」]{2,10})\s?[】\]」][*_]{0,2}\s{0,2}[:|]?[*_]{0,2}")
_AS_HEADING = re.compile(r"#{1,6}\s([^#:：|]{2,20})")
MIN_OF_TITLE = 12
"""How many characters after a label tell that they are those of a title."""
MAX_LABEL = 60
"""Within how many characters of a line its label ends."""


_SEVERAL = re.compile(r"\s?[/&()]\s?|和|与")
"""What parts the words of a label that names several things, or one in two languages."""
_WHOLE = (("contributors", _CONTRIBUTORS), ("title", _NUMBERED), *_FIELD.items())


@lru_cache(maxsize=4096)
def classify(printed: str) -> str:
    """Return the field that a label names: title, authors, url …; empty if it names none."""
    text = " ".join(narrow(printed).split()).strip("*_ ")
    if not text or len(text) > 24:
        return ""
    field = next((name for name, pattern in _WHOLE if pattern.fullmatch(text)), "")
    if field or _LINK.fullmatch(text):
        return field or link_field(text)
    return next((found for part in _SEVERAL.split(text) if part != text and (found := classify(part))), "")


@lru_cache(maxsize=4096)
def link_field(text: str) -> str:
    """Return the option for a link with these words beside it; empty if they say nothing."""
    field = next((name for name, pattern in _NOUNS.items() if name != "url" and pattern.search(text)), "")
    if field == "site" and re.search("活动|会议|报名", text):
        return "url"
    return field or ("url" if _NOUNS["url"].search(text) or _LINK_WORD.search(text) else "")


def label(text: str) -> tuple[str, str] | None:
    """Return the field of the label of a line, and the text after the label; None if it has no label."""
    field, end = _label(text[:MAX_LABEL], whole=len(text) <= MAX_LABEL)
    return (field, text[end:].strip()) if field else None


def label_of(line: Line) -> tuple[str, str] | None:
    """Return the field of the label of a line, and the text after it; a word for links within a title is none."""
    found = label(line.text)
    if found and found[0] in LINK_FIELDS and found[0] != "url" and found[1]:
        start = found[1][:MIN_OF_TITLE]
        if any(marked.find(start) > 0 for marked in (line.bold, line.linked)):
            return None
    return found


@lru_cache(maxsize=4096)
def _label(text: str, *, whole: bool) -> tuple[str, int]:
    """Return the field of the label at the beginning of a line, and where the label ends; *whole* if that is all of the line."""
    plain = narrow(text)
    start = MARK.match(plain)
    assert start is not None  # it matches nothing too
    for pattern in (_LABEL, _IN_BRACKETS):
        match = pattern.match(plain, start.end())
        if match and (field := classify(match[1])):
            return field, match.end()
    heading = _AS_HEADING.fullmatch(text) if whole else None
    field = classify(heading[1]) if heading else ""
    return (field, len(text)) if field in ("summary", "authors", "institutions") else ("", 0)


def unmarked(text: str) -> str:
    """Return a line without the signs and the number before its words, and without signs after them."""
    start = MARK.match(narrow(text[:MAX_LABEL]))
    rest = text[start.end() :] if start else text
    return rest.strip(" #*_=~▌▍▎■◆●•·☆★|[]【】")


_BEHIND_BAR = re.compile(r"\|\s?([^|:]{1,10}):")


def has_values(text: str) -> bool:
    """Tell whether a text has another field behind a bar, as no title has: ``VentureBeat | 发布时间：2026-01-22``."""
    return any(classify(match[1]) for match in _BEHIND_BAR.finditer(narrow(text[:MAX_LABEL])))


_INNER = re.compile(r"(?:^|(?<=[\s;。|]))([^\s:|;，。,、]{2,8}):")


def parts(text: str) -> list[str]:
    """Return the fields of a line that has several, each with its label; the line itself if it has not."""
    if len(text) > 20_000:
        return [text]
    starts: dict[str, int] = {}
    for match in _INNER.finditer(narrow(text)):
        field = classify(match[1])
        if field and field not in starts and (starts or field in ("title", "url", "authors")):
            starts[field] = match.start(1)
    if len(starts) < 3 or "authors" not in starts or not starts.keys() & {"title", "url"}:
        return [text]
    cuts = [0, *list(starts.values())[1:], len(text)]
    return [text[start:end].strip() for start, end in pairwise(cuts)]
