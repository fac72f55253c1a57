"""Exactly the pictures that pages use are published, under names that only their paths decide."""

from __future__ import annotations

import os

from .project import Project, files_below, term

PIXELS = [b"\x89PNG\r\n\x1a\n" + bytes([number]) * 30 for number in range(3)]


def shown(name: str, picture: str) -> str:
    return term(name) + f"\n![图](../images/{picture})\n"


def published(project: Project) -> dict[str, bytes]:
    folder = project.out / "html" / "_images"
    return dict(files_below(folder))


def assert_clean(project: Project) -> None:
    """Assert that the output is that of a clean build, and of a parallel one."""
    expected = dict(files_below(project.out / "html"))
    for jobs in (1, 2):
        out = project.out.with_name(f"clean{jobs}")
        assert project.build(out=out, jobs=jobs, fresh=True).warnings == []
        assert dict(files_below(out / "html")) == expected


def test_pictures_of_one_name_are_numbered_by_their_paths(small: Project) -> None:
    small.write({"docs/images/b/x.png": PIXELS[1], "docs/topics/topic-a.md": shown("主题甲", "b/x.png")})
    assert small.build().warnings == []
    assert published(small) == {"x.png": PIXELS[1]}
    small.write({"docs/images/a/X.png": PIXELS[0], "docs/topics/topic-b.md": shown("主题乙", "a/X.png")})
    again = small.build()
    assert "docs/topics/topic-a" in again.written, "its picture has another name now"
    assert published(small) == {"X.png": PIXELS[0], "x1.png": PIXELS[1]}
    assert 'src="../../_images/x1.png"' in (small.out / "html/docs/topics/topic-a.html").read_text(encoding="utf-8")
    assert_clean(small)


def test_a_picture_that_no_page_uses_any_more_is_not_published(small: Project) -> None:
    topic = (small.root / "docs/topics/topic-a.md").read_text(encoding="utf-8")
    small.write({"docs/images/x.png": PIXELS[0], "docs/topics/topic-a.md": shown("主题甲", "x.png")})
    small.build()
    assert published(small) == {"x.png": PIXELS[0]}
    small.write({"docs/topics/topic-a.md": topic})
    small.build()
    assert not (small.out / "html/_images").exists()
    assert_clean(small)


def test_a_picture_of_a_removed_page_is_not_published(small: Project) -> None:
    small.write({"docs/images/x.png": PIXELS[0], "docs/topics/topic-c.md": shown("主题丙", "x.png")})
    small.build()
    small.remove("docs/topics/topic-c.md")
    small.build()
    assert published(small) == {}


def test_another_picture_under_an_older_time_is_published(small: Project) -> None:
    small.write({"docs/images/x.png": PIXELS[0], "docs/topics/topic-a.md": shown("主题甲", "x.png")})
    small.build()
    small.write({"docs/images/x.png": PIXELS[2]})
    os.utime(small.root / "docs/images/x.png", (1e9, 1e9))
    small.build()
    assert published(small) == {"x.png": PIXELS[2]}
