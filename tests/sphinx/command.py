"""``sphinx-build`` as a user runs it: in a process that a test can kill or limit in disk space and permissions."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .project import Project

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2

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
    """Run ``sphinx-build`` in a process group of its own."""
    process = start(project, *options, out=out, doctrees=doctrees, kill_at=kill_at, prepare=prepare, files=files)
    _nothing, said = process.communicate(timeout=120)
    return Ended(status=process.returncode, said=re.sub(r"\x1b\[[0-9;]*m", "", said))


def start(
    project: Project,
    *options: str,
    out: Path | None = None,
    doctrees: Path | None = None,
    kill_at: str = "",
    prepare: Callable[[], None] | None = None,
    files: Sequence[str] = (),
    package: Path | None = None,
) -> subprocess.Popen[str]:
    """Start ``sphinx-build``; folders are those of Project.build where no others are given.

    *package* is a folder with another copy of the package.
    """
    path = {"PYTHONPATH": str(package)} if package else {}
    out = out or project.out / "html"
    doctrees = doctrees or project.out.with_name(f"{project.out.name}-doctrees")
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-b",
            "html",
            "-d",
            doctrees,
            *options,
            project.root,
            out,
            *(project.root / each for each in files),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HB_KILL_AT": kill_at, "PYTHONWARNINGS": "ignore"} | path,
        start_new_session=True,
        preexec_fn=prepare,
    )


def without_privileges() -> None:
    """Drop the privileges of root in the program that is started next, so that permissions apply to it."""
    libc = ctypes.CDLL(None)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # refused to other users, who need it not


def small_files(size: int) -> Callable[[], None]:
    """Return a function that limits the size of files to *size*."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


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
