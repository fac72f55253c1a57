"""``sphinx-build`` in a process that a test can kill or limit in disk space and permissions."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import forks
from .project import Project

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITY_VERSION = 0x20080522

HOOK = '''
import os, signal

EVENT, _colon, NAME = os.environ.get("HB_KILL_AT", "").partition(":")


class Bomb:
    """Kills the build where it is pickled."""

    def __reduce__(self):
        die()


def die(*_arguments):
    os.killpg(0, signal.SIGKILL)


def at_event(app, *arguments):
    name = app.env.docname if EVENT == "doctree-read" else arguments[-1] if EVENT == "doctree-resolved" else arguments[0]
    if not NAME or name == NAME:
        die()


def in_doctree(app, doctree):
    if app.env.docname == NAME:
        doctree.append(doctree.copy())
        doctree[-1]["bomb"] = Bomb()


def in_environment(app, env):
    env.bomb = Bomb()


def vanish(app, env, docnames):
    for name in docnames:
        if name == NAME:
            os.unlink(env.doc2path(name))


def setup(app):
    if EVENT == "doctree":
        app.connect("doctree-read", in_doctree, priority=999)
    elif EVENT == "environment":
        app.connect("env-updated", in_environment)
    elif EVENT == "vanish":
        app.connect("env-before-read-docs", vanish)
    elif EVENT:
        app.connect(EVENT, at_event)
'''
"""For the end of conf.py: what HB_KILL_AT names is where the build is killed."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a build ended."""

    status: int
    said: str
    """The text of standard error, without colours."""


def sphinx_build(
    project: Project,
    *options: str,
    out: Path | None = None,
    doctrees: Path | None = None,
    kill_at: str = "",
    prepare: Callable[[], None] | None = None,
    files: Sequence[str] = (),
) -> Ended:
    """Run ``sphinx-build`` in a process group of its own, which is a fork."""
    arguments = sphinx_arguments(project, *options, out=out, doctrees=doctrees, files=files)
    with tempfile.TemporaryDirectory() as folder:
        err = Path(folder) / "err"
        order = forks.Order(
            arguments=arguments, env=environment(kill_at), cwd=Path.cwd(), out=Path(os.devnull), err=err, prepare=prepare
        )
        ended = forks.run(order, 120)
        said = err.read_text(encoding="utf-8")
    assert not ended.too_long, said
    return Ended(status=ended.status, said=re.sub(r"\x1b\[[0-9;]*m", "", said))


def sphinx_arguments(
    project: Project, *options: str, out: Path | None = None, doctrees: Path | None = None, files: Sequence[str] = ()
) -> list[str]:
    """Return the arguments of Python for ``sphinx-build``; folders are those of Project.build where no others are given."""
    out = out or project.out / "html"
    doctrees = doctrees or project.out.with_name(f"{project.out.name}-doctrees")
    paths = (project.root, out, *(project.root / each for each in files))
    return ["-m", "sphinx", "-q", "-b", "html", "-d", str(doctrees), *options, *map(str, paths)]


def environment(kill_at: str = "") -> dict[str, str]:
    """Return the environment of a build."""
    return {**os.environ, "HB_KILL_AT": kill_at, "PYTHONWARNINGS": "ignore"}


def start(project: Project, *options: str, out: Path, doctrees: Path, package: Path) -> subprocess.Popen[str]:
    """Start ``sphinx-build`` in a new interpreter; *package* is a folder with another copy of the package."""
    return subprocess.Popen(
        [sys.executable, *sphinx_arguments(project, *options, out=out, doctrees=doctrees)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment() | {"PYTHONPATH": str(package)},
        start_new_session=True,
    )


def without_privileges() -> None:
    """Drop the privileges of root in this process and in the programs that it starts, so that permissions apply to them."""
    libc = ctypes.CDLL(None)
    header, sets = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # refused to other users, who need it not
        for kind in range(3):  # effective, permitted, inheritable
            sets[kind] &= ~(1 << capability)
    libc.capset(header, sets)


def limit_files(size: int) -> None:
    """Limit the size of files to *size*."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def small_files(size: int) -> Callable[[], None]:
    """Return a function that limits the size of files to *size*."""
    return partial(limit_files, size)


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Callable[[str], bool] | None]:
    """Mount a file system in memory on *folder*; yield a function that changes its options, or None if mounting is forbidden."""

    def mount(*arguments: str | Path) -> bool:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0

    folder.mkdir(parents=True, exist_ok=True)
    if not mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder):
        yield None
        return
    try:
        yield lambda options: mount("-o", f"remount,{options}", folder)
    finally:
        subprocess.run(["umount", folder], check=True)
