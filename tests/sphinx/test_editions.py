"""The edition in another language: the same pages, anchors and files in other words, and nothing of the first one is changed."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from lxml import html
from sphinx.locale import translators

from handbook.sphinx_ext.internals.theme import THEME

from .. import pseudo
from .conftest import FirstBuild
from .project import CONF, Built, Project, files_below

SETTINGS = """
language = "zh_CN"
html_title = project
html_theme = "sphinx_book_theme"
html_copy_source = False
html_theme_options = {"extra_footer": "内容自由使用。"}
"""
IDENTITY = """
[tool.handbook]
name = "小手册"
authors = "小手册贡献者"
periodical = "小周刊"
language = "zh-CN"
issue-heading = "第 {number} 期"
section = "论文推荐"
licence = "内容自由使用。"

[tool.handbook.editions.en]
name = "Small Handbook"
authors = "Small Handbook contributors"
periodical = "Small Weekly"
licence = "The content is free."
"""
GUIDE = """# 指南

第一段，见[首页](../../index.md)和{topic}`topic-a`，引自{cite:p}`doe2022one`。[^a]

## Git 的用法

:::{note}
写在方框里。
:::

* 第一项
* 第二项

| 命令 | 作用 |
| --- | --- |
| `make` | 构建 |

词
: 解释

```text
$ 命令
输出
```

## 标题

## 标题

[^a]: 脚注。
"""
NAMES = {
    "docs/topics/topic-a.md": "Topic A",
    "docs/topics/topic-b.md": "Topic B",
    "docs/methods/method-a.md": "Method A",
    "docs/institutions/inst-a.md": "Institution A",
}
NEWS = """
:::{news} news-1
:title: 动态
:people: 王五
:topics: topic-a
:date: 2022-10

有消息。

第二段。

::::{erratum}
:printed: 误
:correct: 正

依据：原文。
::::
:::
"""
ENGLISH = "---\nlang: en\n---\n# About\n\nThe word 预训练 is Chinese.\n\n```text\n代码 1\n```\n"


@pytest.fixture
def zh(small: Project) -> Project:
    """Return a small handbook in Chinese with catalogues that translate all of it."""
    small.write(
        {
            "conf.py": CONF.replace('"Small"', '"小手册"') + SETTINGS,
            "pyproject.toml": IDENTITY,
            "docs/guide/use.md": GUIDE,
            "docs/guide/about.md": ENGLISH,
            "docs/errata.md": "# 勘误\n\n```{listing} errata\n```\n",
        }
    )
    small.edit("index.md", "issues/index\n", "各期 <issues/index>\ndocs/guide/use\ndocs/guide/about\ndocs/errata\n")
    small.edit("index.md", "```{toctree}\n", "```{toctree}\n:caption: 目录\n:maxdepth: 1\n")
    for path, name in NAMES.items():
        small.edit(path, "en: English", f"en: {name} #")
    issue = small.root / "issues/002.md"
    issue.write_text(issue.read_text("utf-8") + "\n## 动态\n" + NEWS.replace(":::", "::::::", 1), encoding="utf-8")
    text = issue.read_text("utf-8").replace("::::::{news}", ":::::{news}")
    issue.write_text(text[: text.rindex(":::")] + ":::::\n", encoding="utf-8")
    pseudo.translate(small.root)
    return small


def site(project: Project, language: str, **config: Any) -> tuple[Built, Path]:
    """Build the edition in a language, and return the build and the folder of the site."""
    translators.clear()  # Sphinx keeps what the builds before had, and this process has built in other languages
    out = project.root.parent / language
    built = project.build(out=out, language=language, **config)
    return built, out / "html"


def page(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def test_every_page_is_the_same_in_other_words(zh: Project) -> None:
    zh.edit("pyproject.toml", "section", 'feed-tag = "small.example,2026"\nsection')
    base = "https://example.org/"
    (own, chinese), (built, english) = site(zh, "zh_CN", html_baseurl=base), site(zh, "en", html_baseurl=base)
    assert (own.warnings, built.warnings) == ([], [])
    assert pseudo.pages(chinese).keys() == pseudo.pages(english).keys()
    for name, path in pseudo.pages(english).items():
        other = chinese / name
        assert pseudo.anchors(path) == pseudo.anchors(other), name
        assert pseudo.links(path) == pseudo.links(other), name
        assert pseudo.numbers(path) == pseudo.numbers(other), name
    assert "biao-ti-2" in pseudo.anchors(english / "docs/guide/use.html")
    feeds = [page(folder, "feeds/errata.xml") + page(folder, "atom.xml") for folder in (chinese, english)]
    ids = [re.findall(r"<id>tag:small.example,2026:(.*?)</id>", feed) for feed in feeds]
    assert ids[1] == [f"en/{each}" for each in ids[0]]
    assert "issue/2" in ids[0]
    for folder in ("cite", "api/v1"):
        of_both = [
            {name: data for name, data in files_below(site / folder) if name != "index.json"} for site in (chinese, english)
        ]
        assert of_both[0] == of_both[1]
        assert of_both[0]


def test_what_remains_chinese_is_marked(zh: Project) -> None:
    zh.edit("docs/topics/topic-a.md", "zh: 主题甲\n", "zh: 主题甲\naliases: [课题甲, subject A]\n")
    _built, english = site(zh, "en")
    found = [each for path in pseudo.pages(english).values() for each in pseudo.chinese_in(path)]
    assert [text for is_marked, text in found if not is_marked] == []
    assert {text for _marked, text in found} == {"主题甲; 课题甲", "主题乙", "方法甲", "机构甲", "预训练", "代码 1"}, (
        "names, and a text that is English"
    )


def test_views_speak_the_language(zh: Project) -> None:
    _built, english = site(zh, "en", html_baseurl="https://example.org/en/")
    front, issue = page(english, "index.html"), page(english, "issues/002.html")
    assert html.fromstring(front).findtext(".//title").strip().startswith("Xyzzy — Small Handbook")
    assert '<html lang="en"' in issue
    assert "No. 2" in issue
    assert "October 2022" in issue
    assert "Topic A" in issue
    assert "Title of doe2022three" in issue
    assert "Xyzzy" in issue
    data = json.loads(html.fromstring(issue).xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["inLanguage"], data["isPartOf"]["name"]) == ("en", "Small Weekly")
    assert "China" in page(english, "docs/institutions/index.html")
    assert 'content="Xyzzy"' in page(english, "docs/topics/topic-a.html"), "the description"
    assert pseudo.HAN.search((english / "issues/002.html.md").read_text("utf-8")) is None, "the copy in Markdown"


def test_what_has_no_translation_is_shown_in_chinese(zh: Project) -> None:
    catalogue = "locale/en/LC_MESSAGES/docs.po"
    zh.edit(catalogue, 'msgid "写在方框里。"\nmsgstr "Xyzzy"', 'msgid "写在方框里。"\nmsgstr ""')
    zh.edit(catalogue, 'msgid "第一项"\n', '#, fuzzy\nmsgid "第一项"\n')
    built, english = site(zh, "en")
    assert built.warnings == []
    guide = page(english, "docs/guide/use.html")
    assert '<p lang="zh-CN">写在方框里。</p>' in guide
    assert '<p lang="zh-CN">第一项</p>' in guide, "a stale translation is not shown"


def test_a_translation_may_not_do_what_a_page_may_not(zh: Project) -> None:
    catalogue = "locale/en/LC_MESSAGES/issues.po"
    bad = {
        "有消息。": ("a word <br> and another", "markup-refused"),
        "第二段。": ("[here](javascript:alert(1))", "unsafe-link"),
        "摘要。": ("```{include} /etc/passwd\\n```", "translation-blocks"),
        "论文推荐": ("{topic}`topic-b`", "translation-differs"),
    }
    for message, (translation, _code) in bad.items():
        zh.edit(catalogue, f'msgid "{message}"\nmsgstr "Xyzzy"', f'msgid "{message}"\nmsgstr "{translation}"')
    lines = (zh.root / catalogue).read_text("utf-8").split("\n")
    expected = sorted((lines.index(f'msgid "{message}"') + 1, f"[hb.{code}]") for message, (_text, code) in bad.items())
    own, _chinese = site(zh, "zh_CN")
    assert own.warnings == [], "no edition fails the build of the handbook itself"
    built, english = site(zh, "en")
    found = [re.fullmatch(rf"{catalogue}:(\d+): WARNING: .* (\[hb.*\])", warning) for warning in built.warnings]
    assert sorted((int(match[1]), match[2]) for match in found if match) == expected
    assert len(found) == len(expected)
    shown = page(english, "issues/002.html")
    assert all(f'<p lang="zh-CN">{message}</p>' in shown for message in ("有消息。", "第二段。", "摘要。"))
    assert "javascript" not in shown.replace("text/javascript", "")


def test_a_damaged_catalogue_is_reported_with_its_line(zh: Project) -> None:
    zh.write({"locale/en/LC_MESSAGES/issues.po": 'msgid ""\nmsgstr ""\nnonsense\n'})
    built, english = site(zh, "en")
    (warning,) = built.warnings
    assert warning.startswith("locale/en/LC_MESSAGES/issues.po:3: WARNING: the file cannot be read: ")
    assert '<p lang="zh-CN">有消息。</p>' in page(english, "issues/002.html")


def test_a_translation_that_changes_has_its_page_read_again(zh: Project) -> None:
    def clean(folder: Path) -> dict[str, bytes]:
        return {name: data for name, data in files_below(folder) if not name.startswith("_search/")}

    folder = "locale/en/LC_MESSAGES"
    _first, english = site(zh, "en")
    again, _english = site(zh, "en")
    assert (again.read, again.written) == (set(), set())
    zh.edit(f"{folder}/docs.po", 'msgid "第一项"\nmsgstr "Xyzzy"', 'msgid "第一项"\nmsgstr "One"')
    assert site(zh, "en")[0].read == {"docs/guide/use"}
    zh.edit(f"{folder}/issues.po", 'msgid "题目 1"\nmsgstr "Xyzzy  1"', 'msgid "题目 1"\nmsgstr "New"')
    again, _english = site(zh, "en")
    assert again.read == {"issues/001"}
    assert {"issues/index", "docs/topics/topic-a"} <= again.written, "they show the title of the issue"
    zh.edit("bib/002.bib", "Title of doe2022three", "Another title")
    assert site(zh, "en")[0].read == {"issues/002"}, "a heading is the title of the work"
    zh.remove(f"{folder}/index.po")
    assert site(zh, "en")[0].read == {"index"}
    incremental = clean(english)
    shutil.rmtree(english.parent)
    shutil.rmtree(english.parent.parent / "en-doctrees")
    site(zh, "en")
    assert incremental == clean(english)


def test_catalogues_change_of_the_handbook_itself_only_what_has_both_languages(zh: Project) -> None:
    _built, chinese = site(zh, "zh_CN")
    with_catalogues = dict(files_below(chinese))
    shutil.rmtree(zh.root / "locale")
    again, _chinese = site(zh, "zh_CN")
    assert again.read == set()
    without = dict(files_below(chinese))
    changed = {name for name in with_catalogues.keys() | without.keys() if with_catalogues.get(name) != without.get(name)}
    assert changed
    of_both = ("_search/", "api/v1/vocabulary.")
    assert [name for name in sorted(changed) if not name.startswith(of_both)] == []


def test_each_page_links_to_itself_in_the_other_language(zh: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    _built, english = site(zh, "en", handbook_editions={"zh-CN": "../html"})
    for name, path in pseudo.pages(english).items():
        tree = html.fromstring(path.read_bytes())
        (button,) = tree.xpath("//div[contains(@class, 'hb-buttons')]/a[@hreflang]")
        up = "../" * name.count("/")
        assert (button.get("href"), button.get("lang"), button.text) == (f"{up}../html/{name}", "zh-CN", "中文")
        found = [(link.get("hreflang"), link.get("href")) for link in tree.xpath("//head/link[@rel='alternate'][@hreflang]")]
        assert found == [("en", f"{up}{name}"), ("zh-CN", f"{up}../html/{name}"), ("x-default", f"{up}../html/{name}")]
    monkeypatch.setenv("READTHEDOCS_LANGUAGE", "zh-cn")
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", "https://small.example.org/zh-cn/latest/")
    _built, chinese = site(zh, "zh_CN")
    assert '<link rel="alternate" hreflang="en" href="https://small.example.org/en/latest/issues/001.html" />' in page(
        chinese, "issues/001.html"
    )


def test_a_language_without_catalogues_is_no_edition(zh: Project) -> None:
    shutil.rmtree(zh.root / "locale")
    built, folder = site(zh, "en")
    assert not built.app.config.handbook_is_edition
    assert "hreflang" not in page(folder, "index.html")
    assert "小手册" in page(folder, "index.html")


def test_templates_of_catalogues_have_the_messages_of_the_catalogues(zh: Project) -> None:
    out = zh.root.parent / "templates"
    built = zh.build("gettext", out=out)
    assert built.warnings == []
    for name in ("index", "issues", "docs"):
        template = read_po(BytesIO((out / f"gettext/{name}.pot").read_bytes()))
        catalogue = read_po(BytesIO((zh.root / f"locale/en/LC_MESSAGES/{name}.po").read_bytes()))
        assert {message.id for message in template} == {message.id for message in catalogue}
    assert sorted(path.name for path in (out / "gettext").glob("*.pot")) == ["docs.pot", "index.pot", "issues.pot"]


def test_english_beside_the_chinese_is_left_out_of_the_edition_and_its_questions_are_translated(zh: Project) -> None:
    page_of_both = "---\norphan: true\n---\n# 并列\n\n{.language-en}\nBeside it.\n\n```{search}\n怎样做\n```\n"
    zh.write({"docs/guide/beside.md": page_of_both})
    pseudo.translate(zh.root)
    (_own, chinese), (_built, english) = site(zh, "zh_CN"), site(zh, "en")
    own, edition = page(chinese, "docs/guide/beside.html"), page(english, "docs/guide/beside.html")
    assert ("Beside it." in own, ">怎样做</a>" in own) == (True, True)
    assert ("Beside it." in edition, ">Xyzzy</a>" in edition) == (False, True)


def test_a_page_for_readers_of_the_other_edition_is_not_in_the_navigation(zh: Project) -> None:
    zh.write({"docs/guide/use-en.md": "---\nlang: en\n---\n# How to use it\n"})
    zh.edit("docs/guide/about.md", "# About", "# About\n\n```{toctree}\nuse\nuse-en\n```\n")
    zh.edit("index.md", "docs/guide/use\n", "")
    pseudo.translate(zh.root)
    (own, chinese), (built, english) = site(zh, "zh_CN", html_theme=THEME), site(zh, "en", html_theme=THEME)
    assert (own.warnings, built.warnings) == ([], [])
    found = [
        html.fromstring(page(folder, "docs/guide/about.html")).xpath("//nav[contains(@class, 'hb-nav')]//a/@href")
        for folder in (chinese, english)
    ]
    assert [("use.html" in links, "use-en.html" in links) for links in found] == [(True, True), (True, False)]
    assert (english / "docs/guide/use-en.html").is_file()
    beside = [page(folder, "docs/guide/use.html").count('rel="next" href="use-en.html"') for folder in (chinese, english)]
    assert beside == [1, 0]


@pytest.mark.slow
@pytest.mark.parametrize("catalogues", ["made up", "its own"])
def test_the_english_edition_of_the_handbook(root: Path, first_build: FirstBuild, tmp_path: Path, catalogues: str) -> None:
    project = Project(root=tmp_path / "real")
    shutil.copytree(first_build.folder / "kept/real", project.root)
    if catalogues == "its own":
        shutil.copytree(root / "locale", project.root / "locale")
    else:
        assert pseudo.translate(project.root)
    translators.clear()
    built = project.build(language="en")
    assert built.warnings == []
    chinese, english = first_build.folder / "kept/real-out/html", project.out / "html"
    assert pseudo.pages(chinese).keys() == pseudo.pages(english).keys()
    sorted_by_name = {"docs/institutions/index.html"}  # countries are in the order of the language
    for name, path in pseudo.pages(english).items():
        same = sorted if name in sorted_by_name else list
        assert same(pseudo.anchors(path)) == same(pseudo.anchors(chinese / name)), name
        assert same(pseudo.numbers(path)) == same(pseudo.numbers(chinese / name)), name
        assert links_in_both(path) == links_in_both(chinese / name), name
        assert html.parse(path).getroot().get("lang") == "en", name
        assert [text for is_marked, text in pseudo.chinese_in(path) if not is_marked] == [], name
        if catalogues == "made up":
            assert pseudo.figures(path) == pseudo.figures(chinese / name), name


def links_in_both(path: Path) -> list[str]:
    """Return the links of a page that are those of its translation: questions and pages for others are in one language alone."""
    return [link for link in pseudo.links(path) if "search.html?q=" not in link and not link.endswith("-en.html")]
