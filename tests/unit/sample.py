"""A fabricated handbook of three issues that has one of everything the views show."""

from __future__ import annotations

from .builders import PROSE, Files, bib, issue, term

KAR = """:::{paper} kar2022
:title: 挖掘
:topics: commonsense
:institutions: tsinghua, mit
:methods: cot
:code: https://example.org/kar

摘要一 {cite:p}`old2019`。
:::
"""

EDDINE = """::::{paper} eddine2022
:title: 评价
:genre: survey
:topics: vision
:institutions: eth, meta, mit
:methods: bert
:reported-as: Cheaper Scores

摘要二，第一行。

:::{erratum}
:printed: 甲
:correct: 乙
:source: https://example.org/erratum

依据。
:::
::::
"""

PREPRINT = """:::{paper} pre2021
:title: 旧题
:topics: reasoning, nlp
:institutions: tsinghua
:methods: prompting

摘要三。
:::
"""

TUTORIAL = """:::{paper} tutorial2022
:title: 教程
:genre: tutorial
:topics: nlp
:methods: cot, bert

摘要四。
:::
"""

TALK = """:::{event} talk-3
:title: 报告
:people: 侯乐
:institutions: 3lab
:date: 2022-11
:printed-date: 11 月 9 日（周二）

预告。
:::
"""

PAGE_ERRATUM = ":::{erratum}\n:printed: 丙\n:correct: 丁\n\n依据。\n:::\n"

ISSUES: Files = {
    "issues/064.md": None,
    "issues/001.md": issue("## 论文推荐\n\n### NLP 研究\n\n" + PREPRINT, number=1, title="一", date="2021-11-12/.."),
    "issues/002.md": issue(
        f"{PAGE_ERRATUM}\n## 论文推荐\n\n### NLP 研究\n\n{KAR}\n### CV 研究\n\n{EDDINE}",
        number=2,
        title="二",
        date="2022-03",
        contributors="[张三, 李四]",
    ),
    "issues/003.md": issue(f"## 论文推荐\n\n{TUTORIAL}\n## 活动预告\n\n{TALK}", number=3, title="三"),
}

TERMS: Files = {
    "docs/topics/tuning.md": None,
    "docs/topics/nlp.md": term("自然语言处理", en="NLP", aliases="[计算语言学, 自然语言处理]"),
    "docs/topics/reasoning.md": term("推理", en="Reasoning", broader="nlp"),
    "docs/topics/commonsense.md": term("常识推理", en="Commonsense reasoning", broader="reasoning"),
    "docs/topics/vision.md": term("计算机视觉", en="Computer vision"),
    "docs/topics/unused.md": term("暂无", en="Nothing yet"),
    "docs/methods/prompting.md": term("提示学习", en="Prompting"),
    "docs/methods/cot.md": term("思维链", en="Chain of thought", aliases="[CoT]", misnomers="[思想链]", broader="prompting"),
    "docs/methods/bert.md": term("BERT 类模型", en="BERT-like models"),
    "docs/institutions/tsinghua.md": term("清华大学", en="Tsinghua University", country="CN", ror="https://ror.org/03cve4549"),
    "docs/institutions/mit.md": term("麻省理工学院", en="MIT", country="US"),
    "docs/institutions/eth.md": term("苏黎世联邦理工学院", en="ETH Zurich", country="CH"),
    "docs/institutions/meta.md": term("Meta", en="Meta AI", country="US", parent="{en: Meta Platforms, zh: Meta 公司}"),
    "docs/institutions/abo.md": term("奥博学术大学", en="Åbo Akademi", country="FI"),
    "docs/institutions/3lab.md": term("3 实验室", en="3 Lab"),
}

BIBS: Files = {
    "bib/064.bib": None,
    "bib/background.bib": bib("old2019", title="Old", year=2019, eprint="1901.00001"),
    "bib/issues.bib": "".join(
        (
            bib(
                "kar2022",
                "inproceedings",
                author="van de Kar, Mozes and de Martini, Daniele",
                title="Mining",
                booktitle="Proceedings of the 2022 Conference",
                eventtitle="EMNLP 2022",
                eprint="2210.00001",
                url="https://aclanthology.org/x",
            ),
            bib(
                "eddine2022",
                "article",
                author="Kamal Eddine, Moussa and Doll{\\'a}r, Piotr and Pouran Ben Veyseh, Amir and Zhang, Wei",
                title="{FrugalScore}",
                journal="Nature Machine Intelligence",
                doi="10.1000/eddine",
            ),
            bib("pre2021", author="Zhang, Wei", title="Before", year=2021, eprint="2101.00001v2"),
            bib(
                "pub2023",
                "article",
                author="Zhang, Wei and Ångström, Ada",
                title="After",
                year=2023,
                journal="Journal of Things",
                related="pre2021",
                relatedtype="origpubas",
            ),
            bib(
                "tutorial2022",
                author="de Martini, Daniele",
                title="Wheels",
                howpublished="ECCV 2022 Tutorial",
                eventtitle="ECCV 2022",
            ),
        )
    ),
}

PAGES: Files = {
    "docs/authors/index.md": "# 作者\n\n```{listing} authors\n```\n",
    **{f"docs/authors/{letter}.md": f"# {letter}\n\n```{{listing}} authors-{letter}\n```\n" for letter in "adkmpz"},
    "issues/index.md": "# 各期\n\n```{listing} issues\n```\n",
    PROSE: "# 文\n\n{cite:t}`pub2023` {cite:p}`old2019,kar2022` {cite:p}`old2019` {cite:p}`nosuch`\n",
}

SAMPLE: Files = {**ISSUES, **TERMS, **BIBS, **PAGES}
