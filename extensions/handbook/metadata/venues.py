"""Short names of meetings, derived from identifiers of the ACL Anthology and from names of proceedings."""

from __future__ import annotations

import re

_ACL_EVENTS = {
    **{
        name: name.upper()
        for name in ("acl", "emnlp", "naacl", "eacl", "aacl", "coling", "lrec", "ijcnlp", "inlg", "sigdial", "wmt")
    },
    "conll": "CoNLL",
    "semeval": "SemEval",
}
"""The meetings' own spelling, by the part of an identifier of the Anthology between year and hyphen."""
_ACL_LETTERS = {"P": "ACL", "N": "NAACL", "D": "EMNLP", "E": "EACL", "C": "COLING", "K": "CoNLL"}
"""The letters of old identifiers that stand for one meeting each."""
_JOINT = {"P15": "ACL-IJCNLP 2015", "P09": "ACL-IJCNLP 2009", "D19": "EMNLP-IJCNLP 2019"}
_JOINT_NEW = {
    "2020.aacl": "AACL-IJCNLP 2020",
    "2021.acl": "ACL-IJCNLP 2021",
    "2022.aacl": "AACL-IJCNLP 2022",
    "2023.ijcnlp": "IJCNLP-AACL 2023",
    "2024.lrec": "LREC-COLING 2024",
}
_ACL_ID = re.compile(r"(\d{4})\.([a-z0-9]+)-([a-z0-9]+)\.\d+", re.ASCII)
_ACL_OLD_ID = re.compile(r"([A-Z])(\d\d)-([1-9])\d{3}", re.ASCII)
_MAIN_VOLUMES = frozenset({"long", "short", "main", "1"})

_MEETINGS = (
    (r"conference on computer vision and pattern recognition", "CVPR"),
    (r"international conference on computer vision\b(?! theory)", "ICCV"),
    (r"winter conference on applications of computer vision", "WACV"),
    (r"international conference on acoustics, speech and signal processing", "ICASSP"),
    (r"aaai conference on artificial intelligence", "AAAI"),
    (r"international joint conferences? on artificial intelligence", "IJCAI"),
    (r"sigkdd (?:international )?conference on knowledge discovery", "KDD"),
    (r"sigir conference on research and development in information retrieval", "SIGIR"),
    (r"conference on neural information processing systems|advances in neural information processing systems", "NeurIPS"),
    (r"international conference on learning representations", "ICLR"),
    (r"international conference on machine learning\b(?!\s+(?:and|technolog|for))", "ICML"),
    (r"computer vision\s*[–—-]+\s*eccv|european conference on computer vision", "ECCV"),
    (r"medical image computing and computer[- ]assisted intervention", "MICCAI"),
    (r"annual meeting of the association for computational linguistics", "ACL"),
    (r"conference on empirical methods in natural language processing", "EMNLP"),
    (r"north american chapter of the association for computational linguistics", "NAACL"),
    (r"\binterspeech\b", "Interspeech"),
    (r"(?:acm )?web conference|world wide web conference", "WWW"),
    (r"(?:acm )?international conference on multimedia\b(?! (?:and|retrieval))", "MM"),
)
_WORKSHOP = re.compile(r"\bworkshops?\b|\bcompanion\b|\bstudent\b|\bdemonstrations?\b|\btutorials?\b|\bdoctoral\b", re.IGNORECASE)
_FINDINGS = re.compile(r"findings of the association for computational linguistics:?\s*([A-Za-z-]+)\s*(\d{4})", re.IGNORECASE)
_ACM = re.compile(r"([A-Z][A-Za-z-]*[A-Z])\s*['’](\d\d):")
"""The ACM's form of the name of a meeting: ``KDD '22: The 28th …``."""
_NO_MEETING = frozenset({"IEEE", "ACM", "AAAI", "USA", "UK", "LNCS", "ACL"})
"""Societies, countries and series, which are given in brackets too."""
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]*[A-Z](?:[-/][A-Z][A-Za-z]*)*)(?:\s*['’]?\s*(\d{4}|\d{2}))?\)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def of_acl_id(identifier: str) -> str:
    """Return the short name of the meeting and its year for an identifier of the ACL Anthology; empty if it is uncertain.

    Workshops, which share identifiers, and journals have none.
    """
    match = _ACL_ID.fullmatch(identifier)
    if match:
        year, event, volume = match.groups()
        if event == "findings":
            joint = _JOINT_NEW.get(f"{year}.{volume}", "")
            return f"Findings of {joint or f'{_ACL_EVENTS[volume]} {year}'}" if volume in _ACL_EVENTS else ""
        if event not in _ACL_EVENTS or volume not in _MAIN_VOLUMES:
            return ""
        return _JOINT_NEW.get(f"{year}.{event}") or f"{_ACL_EVENTS[event]} {year}"
    match = _ACL_OLD_ID.fullmatch(identifier)
    if match and match[1] in _ACL_LETTERS and match[3] in "12":
        year = f"20{match[2]}" if int(match[2]) < 60 else f"19{match[2]}"
        return _JOINT.get(match[1] + match[2]) or f"{_ACL_LETTERS[match[1]]} {year}"
    return ""


def of_names(*names: str, year: int | None = None) -> str:
    """Return the short name of a meeting and its year by the full *names* of proceedings or event; empty if it is uncertain.

    The year is the one in a name, which may differ from the year of the proceedings.
    """
    for name in names:
        match = _FINDINGS.search(name)
        if match:
            return f"Findings of {match[1].upper()} {match[2]}"
    year_of_meeting = next((match[0] for match in map(_YEAR.search, names) if match), str(year or ""))
    if not year_of_meeting or any(_WORKSHOP.search(name) for name in names):
        return ""
    for name in names:
        match = _ACM.match(name)
        if match:
            return f"{match[1]} 20{match[2]}"
        match = _IN_BRACKETS.search(name)
        if match and match[1] not in _NO_MEETING:
            return f"{match[1]} {year_of_meeting}"
        for pattern, short in _MEETINGS:
            if re.search(pattern, name, re.IGNORECASE):
                return f"{short} {year_of_meeting}"
    return ""
