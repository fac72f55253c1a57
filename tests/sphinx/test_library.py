"""One reader, two callers: Sphinx and the command line see the same handbook."""

from __future__ import annotations

from handbook import load
from handbook.checking.checks import check

from .conftest import FirstBuild
from .project import Project


def test_sphinx_and_the_command_line_read_the_same(first_build: FirstBuild) -> None:
    built = first_build.built
    other = load(first_build.restored().root)
    assert built.library.pages == other.pages
    assert built.library.bibs == other.bibs
    assert built.library.entries == other.entries
    assert check(built.library) == check(other)
    assert {"index.md", "issues/064.md", "docs/errata.md"} <= {page.path for page in other.pages}


def test_a_parallel_build_reads_the_same_as_a_serial_one(first_build: FirstBuild, real: Project) -> None:
    serial = first_build.built
    assert len(serial.read) > 100
    parallel = real.build("dummy", out=real.out.with_name("parallel"), jobs=4)
    assert parallel.library.pages == serial.library.pages
    assert parallel.domain.data["digests"] == serial.domain.data["digests"]


def test_the_environment_holds_no_nodes(first_build: FirstBuild) -> None:
    from docutils import nodes

    def parts(value: object) -> list[object]:
        if isinstance(value, dict):
            return [part for pair in value.items() for each in pair for part in parts(each)]
        if isinstance(value, (list, tuple, set)):
            return [part for each in value for part in parts(each)]
        slots = getattr(type(value), "__slots__", ())
        return [value, *(part for name in slots if hasattr(value, name) for part in parts(getattr(value, name)))]

    built = first_build.built
    found = parts(built.app.env.domaindata["hb"])
    assert len(found) > 1000
    assert not [part for part in found if isinstance(part, nodes.Node) or str(first_build.folder) in str(part)[:500]]


def test_a_reading_process_has_a_library_without_what_others_have_read(real: Project) -> None:
    domain = real.build("dummy").domain
    assert domain.library.works
    domain.begin_process()
    domain.forget_library()
    assert domain.library.works == {}
    assert domain.library.entries == {}
