"""The words that mark the parts of a published issue, and the parts of the web pages from which it is pasted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.identity import NUMBER
from ..text.identifiers import ARXIV_VERSION, DOI_PREFIX, NEW_ARXIV_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.identity import Identity

_WIDE = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))}
_BARS = "丨│∣ǀ￨┃❘⏐¦︱\u2758\u01c0"
NARROW = _WIDE | dict.fromkeys(map(ord, _BARS), "|") | {0x3000: " ", 0xA0: " ", 0xFE55: ":", 0xFE30: ":", 0x2236: ":"}
"""Each character is replaced by one, so that an index in the narrow text is valid in the printed text."""

SECTIONS = {
    "paper": ("论文", "论文分享", "论文速递", "论文速览", "研究论文", "精选论文", "研究", "Papers", "Research papers"),
    "news": ("研究动态", "动态", "资讯", "研究资讯", "新闻", "业界动态", "行业动态", "产业动态", "热点动态", "行业资讯", "News"),
    "viewpoint": ("观点", "观点分享", "观点推荐", "专家观点", "行业观点", "学者观点", "热门观点", "Viewpoints", "Opinions"),
    "resource": (
        *("资源", "资源推荐", "资源分享", "工具资源", "数据资源", "代码资源", "开源资源", "学习资源", "工具", "数据集"),
        *("Resources", "Tools", "Datasets"),
    ),
    "event": (
        *("活动", "活动预告", "活动推荐", "近期活动", "学术活动", "会议", "会议预告", "招聘", "招聘信息"),
        *("Events", "Meetings"),
    ),
}
"""The headings by the kind of the items below them."""

ISSUE_NUMBER = re.compile(
    r"[#\s*]{0,9}(?:No\s*\.?\s*|Vol\s*\.?\s*|Issue\s*#?\s*|第\s*)([0-9]{1,4})(?:\s*期)?[*\s]{0,4}", re.IGNORECASE
)
CONTRIBUTORS = re.compile(r"\(?\s*(?:本期)?贡献者\s*:\s*([^():]*?)\s*\)?$")
PAGE_DATE = re.compile(
    r"(?:(?:发布|发表|更新|已)?(?:时间|日期|于)?[\s:]*)?(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?"
    r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:发布|发表于\S{0,10})?"
)
"""A line that contains only the date of publication of the web page."""
MORE_ABOUT = re.compile(r"[\s>》]*(?:了解|查看|点击)(?:详情|更多|全文|原文)[\s>》]*$")
ADDRESS = re.compile(rf"(?:https?://|(?<![\w/.]){DOI_PREFIX})[^\s\u3000-\u9fff\uff00-\uffef<>\"'|，。；、]+")
BARE_ADDRESS = re.compile(
    r"(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:org|com|net|edu|cn|io|ai|gov|dev|uk|de)/\S+", re.IGNORECASE | re.ASCII
)
ARXIV = re.compile(rf"(?:arxiv\s*:\s*)?({NEW_ARXIV_ID}{ARXIV_VERSION})", re.IGNORECASE | re.ASCII)
WORK_ADDRESS = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)|aclanthology\.org|aclweb\.org/anthology|openreview\.net/(?:forum|pdf)|doi\.org/10\.|"
    rf"huggingface\.co/papers|openaccess\.thecvf\.com|proceedings\.mlr\.press|proceedings\.neurips\.cc|papers\.nips\.cc|"
    rf"biorxiv\.org/content|nature\.com/articles|dl\.acm\.org/doi|ieeexplore\.ieee\.org|(?:github|gitee|gitlab)\.com/)"
    rf"[^\s\u3000-\u9fff\uff00-\uffef<>\"'|]*|\barxiv\s?:\s?{NEW_ARXIV_ID}{ARXIV_VERSION}",
    re.IGNORECASE | re.ASCII,
)
"""The address of a work or of its code, from the name of the host on."""
_MAX_SEARCHED = 20_000
"""In how many characters of a line the address of a work is looked for."""
EVENT_DATE = re.compile(
    r"(?:20\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*[(（][^()（）]{1,6}[)）])?"
    r"(?:\s*(?:上午|下午|晚上|晚)?\s*\d{1,2}[:：]\d{2}(?:\s*[-–—~至]\s*\d{1,2}[:：]\d{2})?)?"
)

FURNITURE = {
    "image": (
        re.compile(r"[0-9a-f]{12,64}\.(?:png|jpe?g|gif|webp|bmp|svg)", re.IGNORECASE),
        re.compile(r"[\w.-]{1,80}\.(?:png|jpe?g|gif|webp|bmp)", re.IGNORECASE),
        re.compile(r"!\[[^\]]*\]\([^)]*\)|\[?(?:图片|图|image|动图)\]?"),
    ),
    "button": (
        re.compile(
            r"(?:点赞|收藏|评论|分享|转发|在看|赞|喜欢|举报|打赏|赞赏|关注|已关注|订阅|转载|投诉|返回顶部|目录|展开|收起|复制链接|"
            r"阅读原文|阅读全文|展开全文|查看全文|了解详情|查看详情|点击查看|添加红包|提交|取消|确定|登录|注册|写留言|留言|分享收藏|"
            r"上一篇|下一篇|相关推荐|相关阅读|推荐阅读|热门推荐|微信|微博|朋友圈|QQ空间|最新发布|首页|上一页|下一页|评分)"
            r"(?:\s*\(?\d{0,9}\)?)",
        ),
        re.compile(r"收录于(?:合集|话题).*|预览时标签不可点|微信扫一扫.*|.*轻点两下.*|赞赏.{0,10}|人划线|\d+人(?:喜欢|赞赏)"),
        re.compile(r"[•·\-*\d\s+.()wW万]{1,12}"),
        re.compile(r"(?:阅读|点赞数?|收藏数?|浏览量?|阅读量|评论数?|分享数?|在看数?)\s*:?\s*[\d.]+\s*[wW万]?\+?"),
    ),
    "advertisement": (
        re.compile(
            r"(?=.{1,120}$)(?=.*(?:扫|关注|点击|加入|长按|回复|添加|欢迎|订阅|后台|备注|进群|加群|更多|下方|本公众号|我们))"
            r".*(?:二维码|阅读原文|交流群|公众号|小程序|长按识别|扫一扫|加入社群|微信群|加群).*"
        ),
        re.compile(r"(?=.{1,12}$).*(?:二维码|阅读原文|交流群|公众号|小程序|长按识别|扫一扫|微信群).*"),
        re.compile(r"方式\s*[0-9一二三四]\s*:.*"),
        re.compile(r".*(?:订阅步骤|完成订阅|欢迎订阅|欢迎(?:点赞|转发|关注)|点击.{0,12}关注).*"),
        re.compile(r"如果你(?:正在)?从事.*"),
    ),
    "tail": (
        re.compile(r"(?:来源|声明|版权声明|免责声明|转载声明|责任编辑|责编|本文作者|本文链接|文章标签|分类专栏|专栏|标签)\s*:.*"),
        re.compile(
            r"(?:上一篇|下一篇|相关推荐|相关文章|相关阅读|猜你喜欢|热门文章|最新文章|推荐阅读|更多推荐|往期推荐|往期回顾).*"
        ),
        re.compile(
            r".*(?:对你有帮助么|觉得还不错|一键收藏|版权归原作者|CC 4\.0 BY-SA|遵循.{0,20}版权协议|成就一亿技术人).*|"
            r".{0,12}红包.{0,6}"
        ),
    ),
}
"""By sort, patterns for whole lines, in narrow characters, of the web pages from which issues are pasted."""

LAST_TAIL = re.compile(
    r".*(?:对你有帮助么|觉得还不错|一键收藏|成就一亿技术人|添加红包|上一篇|下一篇|猜你喜欢|相关文章|热门文章|最新文章).*|相关推荐.*"
)
"""A line after which all lines belong to the web page, until an item begins."""

BULLET = re.compile(r"[•·●▪◦\-*]\s+\S.*")

MAX_SHORT_LINE = 300
"""How many characters a heading, a button or a date may have; a longer line is text."""

_DECORATION = r"[\s#>*_=~▌▍▎■◆●•·☆★【\[(]{0,9}(?:[0-9]{1,2}\s{0,2}[.、)\]】:]?\s{0,2})?[\s▌▍▎■◆●•·|【\[(]{0,9}\*{0,2}\s{0,2}"
_CLOSING = r"[\s\]】)*]{0,6}"
_SECTION_NAMES = {name.casefold(): kind for kind, names in SECTIONS.items() for name in names}
_SECTION_RULE = re.compile(
    r"(?:精选|重点|本周|今日|每日|每周|最新|前沿|优秀|热门|经典|顶会|必读|精读|综述)*"
    r"(?:论文|文献|综述|工作)(?:推荐|分享|速递|速览|精选|导读|阅读|精读|列表|一览|汇总)+|"
    r"(?:(?:featured|selected|new|latest|top|recent|weekly|daily|this week's|highlighted) )*(?:papers|articles|preprints)",
    re.IGNORECASE,
)
"""Headings of papers that are made of the usual words."""
_HEADING = r"([\u4e00-\u9fff]{2,6}|[A-Za-z]{4,12}(?: [A-Za-z]{2,12}){0,2})"
_SECTION = re.compile(_DECORATION + _HEADING + _CLOSING + r"[\s*#:▌▍■◆●|]{0,9}")
_FIELD = re.compile(r"[\s*#▌▍■◆●]{0,9}[【\[]\s{0,2}([^【】\[\]\s][^【】\[\]]{1,29})[】\]][\s*]{0,9}")


def narrow(text: str) -> str:
    """Return *text* with its punctuation in ASCII, character by character."""
    return text.translate(NARROW)


def section(text: str, identity: Identity) -> str:
    """Return the heading of a section in a line; empty if the line is none."""
    match = _SECTION.fullmatch(narrow(text)) if len(text) < MAX_SHORT_LINE else None
    heading = match[1] if match else ""
    counted = re.match(r"[\s*_(]{0,4}\d+ [A-Za-z]", text)
    known = not counted and (
        heading == identity.section or heading.casefold() in _SECTION_NAMES or _SECTION_RULE.fullmatch(heading)
    )
    return heading if heading and known else ""


def section_kind(heading: str) -> str:
    """Return the kind of the items below a heading; papers below an unknown one."""
    return _SECTION_NAMES.get(heading.casefold(), "paper")


def subfield(text: str) -> str:
    """Return the text in brackets of a line that contains nothing else; empty for other lines."""
    match = _FIELD.fullmatch(text) if len(text) < MAX_SHORT_LINE else None
    return match[1].strip() if match else ""


def furniture(text: str, identity: Identity, *, inside: bool = False) -> str:
    """Return the sort of a line that belongs to the web page; empty for other lines.

    Between the fields of an item (*inside*) only pictures are looked for; a line with the address of a work is never one.
    """
    if len(text) > MAX_SHORT_LINE or work_address(text):
        return ""
    plain = narrow(text)
    if inside:
        return "image" if any(pattern.fullmatch(plain) for pattern in FURNITURE["image"]) else ""
    if masthead(identity).fullmatch(plain):
        return "masthead"
    return next((sort for sort, patterns in FURNITURE.items() if any(pattern.fullmatch(plain) for pattern in patterns)), "")


def work_address(text: str) -> str:
    """Return the first address of a work, or of its code, in a line; empty if it has none."""
    return next(work_addresses(text), "")


def work_addresses(text: str) -> Iterator[str]:
    """Yield the addresses of works and of code in a line."""
    text = text[:_MAX_SEARCHED]
    if "/" in text or "rxiv" in text.lower():
        yield from (match[0] for match in WORK_ADDRESS.finditer(text))


@lru_cache
def issue_title(identity: Identity) -> re.Pattern[str]:
    """Return the pattern of the beginning of an issue's title: the periodical, in brackets or not, and the number."""
    before, _number, after = (
        r"\s{0,2}".join(map(re.escape, narrow(part).split())) for part in identity.issue_heading.partition(NUMBER)
    )
    names = "|".join(re.escape(narrow(name)) for name in (identity.periodical, identity.periodical_en) if name)
    named = rf"[《「『\[【]?\s{{0,2}}(?:{names})\s{{0,2}}[》」』\]】]?[,:|]?\s{{0,2}}" if names else ""
    number = r"([0-9]{1,4}|[零〇一二三四五六七八九十百]{1,7})"
    return re.compile(rf"[#\s*]{{0,9}}{named}{before}\s{{0,2}}{number}\s{{0,2}}{after}[\s:|\-—–]{{0,9}}", re.IGNORECASE)


@lru_cache
def masthead(identity: Identity) -> re.Pattern[str]:
    """Return the pattern of a line that contains only names from the masthead of an issue."""
    names = [re.escape(narrow(name)) for name in (identity.publisher, *identity.masthead) if name]
    return re.compile(rf"(?:(?:{'|'.join(['原创', *names])})(?:\s|$)){{1,4}}")
