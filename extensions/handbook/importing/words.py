"""The words that mark the parts of a published issue, and the parts of the web pages from which it is pasted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.identity import NUMBER
from ..text.identifiers import ARXIV_VERSION, DOI_PREFIX, NEW_ARXIV_ID

if TYPE_CHECKING:
    from ..model.identity import Identity

NARROW = str.maketrans("：，（）｜丨│∣！？；．［］\u3000\u00a0", ":,()||||!?;.[]  ")
"""Each character is replaced by one, so that an index in the narrow text is valid in the printed text."""

LABELS = {
    "title": ("标题", "题目", "论文标题", "论文题目", "论文名称", "名称", "资源名称", "活动名称", "活动主题", "主题", "Title"),
    "authors": ("作者", "论文作者", "主讲人", "讲者", "报告人", "嘉宾", "主讲嘉宾", "Author", "Authors"),
    "institutions": (
        *("机构", "单位", "研究机构", "作者单位", "作者机构", "主办方", "主办单位"),
        *("Institution", "Institutions", "Affiliation", "Affiliations"),
    ),
    "summary": (
        *("简介", "摘要", "内容简介", "论文简介", "活动简介", "资源简介", "内容", "导读", "概要", "推荐理由"),
        *("Abstract", "Summary"),
    ),
    "url": (
        *("论文地址", "论文下载", "论文链接", "论文原文", "链接", "地址", "原文链接", "原文地址", "文章链接", "文章地址"),
        *("下载地址", "下载链接", "网址", "网页", "活动链接", "活动地址", "报名链接", "报名地址", "资源链接", "资源地址"),
        *("资源下载", "论文", "arXiv", "DOI", "Paper", "Link", "URL"),
    ),
    "code": (
        "代码",
        "代码地址",
        "代码链接",
        "代码下载",
        "开源代码",
        "开源地址",
        "项目代码",
        "源码",
        "源码地址",
        "Code",
        "GitHub",
    ),
    "models": ("模型", "模型地址", "模型下载", "模型链接", "Model"),
    "data": ("数据", "数据集", "数据地址", "数据链接", "数据下载", "数据集地址", "数据集链接", "Data", "Dataset"),
    "site": ("项目", "项目地址", "项目主页", "项目链接", "主页", "官网", "Project"),
    "video": ("视频", "视频地址", "视频链接", "直播链接", "直播地址", "回放链接", "Video"),
    "slides": ("幻灯片", "课件", "PPT", "Slides"),
    "date": ("时间", "日期", "活动时间", "会议时间", "直播时间"),
    "contributors": ("贡献者", "本期贡献者", "本期编辑", "本期作者", "编辑", "供稿", "整理", "Contributors", "Editors"),
}
"""The labels of each field of an item."""

LINK_FIELDS = ("url", "code", "models", "data", "site", "video", "slides")

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

ISSUE_NUMBER = re.compile(r"(?:No\s*\.?\s*|第\s*)([0-9]{1,4})(?:\s*期)?", re.IGNORECASE)
CONTRIBUTORS = re.compile(r"\(?\s*(?:本期)?贡献者\s*:\s*([^():]*?)\s*\)?$")
PAGE_DATE = re.compile(
    r"(?:(?:发布|发表|更新|已)?(?:时间|日期|于)?[\s:]*)?(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?"
    r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:发布|发表于\S{0,10})?"
)
"""A line that contains only the date of publication of the web page."""
MORE_ABOUT = re.compile(r"[\s>》]*(?:了解|查看|点击)(?:详情|更多|全文|原文)[\s>》]*$")
ADDRESS = re.compile(rf"(?:https?://|(?<![\w/.]){DOI_PREFIX})[^\s\u3000-\u9fff\uff00-\uffef<>\"'|]+")
BARE_ADDRESS = re.compile(
    r"(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:org|com|net|edu|cn|io|ai|gov|dev|uk|de)/\S+", re.IGNORECASE | re.ASCII
)
ARXIV = re.compile(rf"(?:arxiv\s*:\s*)?({NEW_ARXIV_ID}{ARXIV_VERSION})", re.IGNORECASE | re.ASCII)
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
        re.compile(r"(?=.{1,120}$).*(?:二维码|阅读原文|交流群|公众号|小程序|长按识别|扫一扫|加入社群|微信群|加群).*"),
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
            r".*(?:对你有帮助么|觉得还不错|一键收藏|版权归原作者|CC 4\.0 BY-SA|遵循.{0,20}版权协议|成就一亿技术人|红包).*"
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
_NAMES = {name.casefold(): field for field, names in LABELS.items() for name in names}
_LABEL = re.compile(_DECORATION + r"([\u4e00-\u9fff]{2,5}|[A-Za-z]{3,12})" + _CLOSING + r":\**")
_SECTION_NAMES = {name.casefold(): kind for kind, names in SECTIONS.items() for name in names}
_HEADING = r"([\u4e00-\u9fff]{2,6}|[A-Za-z]{4,12}(?: [A-Za-z]{2,12}){0,2})"
_SECTION = re.compile(_DECORATION + _HEADING + _CLOSING + r"[\s*#:▌▍■◆●|]{0,9}")
_FIELD = re.compile(r"[\s*#▌▍■◆●]{0,9}[【\[]\s{0,2}([^【】\[\]\s][^【】\[\]]{1,29})[】\]][\s*]{0,9}")


def narrow(text: str) -> str:
    """Return *text* with its punctuation in ASCII, character by character."""
    return text.translate(NARROW)


def label(text: str) -> tuple[str, str] | None:
    """Return the field of the label of a line, and the text after the label; None if it has no label."""
    match = _LABEL.match(narrow(text[:60]))
    field = _NAMES.get(match[1].casefold()) if match else None
    return (field, text[match.end() :].strip()) if match and field else None


def section(text: str, identity: Identity) -> str:
    """Return the heading of a section in a line; empty if the line is none."""
    match = _SECTION.fullmatch(narrow(text)) if len(text) < MAX_SHORT_LINE else None
    return match[1] if match and (match[1] == identity.section or match[1].casefold() in _SECTION_NAMES) else ""


def section_kind(heading: str) -> str:
    """Return the kind of the items below a heading; papers below an unknown one."""
    return _SECTION_NAMES.get(heading.casefold(), "paper")


def subfield(text: str) -> str:
    """Return the text in brackets of a line that contains nothing else; empty for other lines."""
    match = _FIELD.fullmatch(text) if len(text) < MAX_SHORT_LINE else None
    return match[1].strip() if match else ""


def furniture(text: str, identity: Identity) -> str:
    """Return the sort of a line that belongs to the web page; empty for other lines."""
    if len(text) > MAX_SHORT_LINE:
        return ""
    plain = narrow(text)
    if masthead(identity).fullmatch(plain):
        return "masthead"
    return next((sort for sort, patterns in FURNITURE.items() if any(pattern.fullmatch(plain) for pattern in patterns)), "")


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
