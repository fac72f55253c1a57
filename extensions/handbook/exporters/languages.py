"""The language of a work, as a code of BCP 47."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.folding import has_han

if TYPE_CHECKING:
    from .work import Work

FIELDS = ("langid", "language", "languages", "lang")
"""The fields that name it, the most exact first."""

_CODES = {
    "arabic": "ar",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "finnish": "fi",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "italian": "it",
    "latin": "la",
    "norwegian": "no",
    "norsk": "nb",
    "nynorsk": "nn",
    "polish": "pl",
    "romanian": "ro",
    "slovak": "sk",
    "swedish": "sv",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
    "vietnamese": "vi",
    **dict.fromkeys(("chinese", "zh", "chi", "zho", "cn", "mandarin", "中文", "汉语", "chinese-hans", "schinese"), "zh-CN"),
    **dict.fromkeys(("chinese-hant", "tchinese", "繁体中文", "繁體中文"), "zh-TW"),
    **dict.fromkeys(("japanese", "jpn", "jp", "日语", "日文", "日本語"), "ja"),
    **dict.fromkeys(("korean", "kor", "kr", "韩语", "韩文", "한국어"), "ko"),
    **dict.fromkeys(("russian", "rus", "俄语", "俄文", "русский"), "ru"),
    **dict.fromkeys(("english", "eng", "英语", "英文"), "en"),
    **dict.fromkeys(("american", "usenglish"), "en-US"),
    **dict.fromkeys(("british", "ukenglish"), "en-GB"),
    **dict.fromkeys(("german", "ngerman", "ger", "deu", "deutsch", "德语", "德文"), "de"),
    **dict.fromkeys(("austrian", "naustrian"), "de-AT"),
    **dict.fromkeys(("swissgerman", "nswissgerman"), "de-CH"),
    **dict.fromkeys(("french", "francais", "français", "fre", "fra", "法语", "法文"), "fr"),
    **dict.fromkeys(("spanish", "spa", "español", "西班牙语"), "es"),
    **dict.fromkeys(("portuguese", "portuges", "por"), "pt"),
    **dict.fromkeys(("brazilian", "brazil"), "pt-BR"),
    **dict.fromkeys(("ita",), "it"),
}
_FURTHER = re.compile(r"\s*(?:[;,/+]| and ).*", re.DOTALL)
"""What follows the first of several languages."""
_TAG = re.compile(r"([a-z]{2})(?:[-_]([a-z]{2}|[a-z]{4}|\d{3}))?(?:-[a-z0-9]+)*")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")


def code_of(named: str) -> str:
    """Return the code of a language by its name in BibLaTeX, English or Chinese, or by its code; empty where it is unknown."""
    name = _FURTHER.sub("", named.strip().strip("{}").strip()).lower()
    if name in _CODES:
        return _CODES[name]
    tag = _TAG.fullmatch(name)
    if tag is None:
        return ""
    return f"{tag[1]}-{tag[2].upper()}" if tag[2] and len(tag[2]) == 2 else tag[1]


def language_of(work: Work) -> str:
    """Return the language that the .bib file names, empty where that is unknown; otherwise the one of the script of its title.

    Titles in Latin letters are taken to be English, as most are.
    """
    named = work.get(*FIELDS)
    if named:
        return code_of(named)
    title = work.title.plain
    if _KANA.search(title):
        return "ja"
    if _HANGUL.search(title):
        return "ko"
    if has_han(title):
        return "zh-CN"
    return "" if _CYRILLIC.search(title) and not _LATIN.search(title) else "en"
