"""The commands of a case: each in a process of its own, with limits, and with what happens while it runs.

Most are forks. A command whose environment is a part of the case has a new interpreter, and so has one whose output must be
that of another: it has other hashes then, and with them another order of what is in sets.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from .. import forks

PROJECT = Path(__file__).resolve().parents[3]
SECONDS = 60
"""CPU seconds that a command may take where its case says nothing."""
MEMORY = 12_000_000_000
"""Bytes of address space of each process."""
LAUNCH = (
    "import os,resource,sys;s=int(sys.argv[1]);resource.setrlimit(resource.RLIMIT_CPU,(s,s+2));"
    "resource.setrlimit(resource.RLIMIT_AS,(int(sys.argv[2]),)*2);resource.setrlimit(resource.RLIMIT_CORE,(0,0));"
    "os.execv(sys.argv[3],sys.argv[3:])"
)
API = (
    "import sys;from sphinx.application import Sphinx;a=Sphinx(sys.argv[1],sys.argv[1],sys.argv[2],sys.argv[3],'html');"
    "a.build();sys.exit(a.statuscode)"
)
"""A build through Sphinx's own class, with nothing but what it requires."""
DURING = r"""
import json, os, signal, sys
plan, root = json.loads(sys.argv.pop(1)), os.path.realpath(sys.argv.pop(1))
state = {"seen": 0, "busy": False}
def hook(event, args):
    if state["busy"]:
        return
    if event == "open" and plan["at"] == "write":
        path, _mode, flags = args
        hit = not isinstance(path, int) and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
    else:
        path, hit = (args[1] if event == "os.rename" else ""), event == "os.rename" and plan["at"] == "rename"
    if not hit or not os.path.realpath(os.path.dirname(os.fsdecode(path))).startswith(root):
        return
    state["seen"] += 1
    if state["seen"] == plan.get("number", 1):
        state["busy"] = True
        open(os.environ["CASE_HAPPENED"], "w").close()
        for name, text in plan.get("append", {}).items():
            with open(os.path.join(root, name), "a", encoding="utf-8") as stream:
                stream.write(text)
        if "signal" in plan:
            os.kill(os.getpid(), getattr(signal, "SIG" + plan["signal"]))
        state["busy"] = False
sys.addaudithook(hook)
from handbook.cli import main
main(prog_name="handbook")
"""
"""The command, with something that happens while it writes."""


@dataclass(kw_only=True)
class Ended:
    """What a command did."""

    status: int
    out: str
    err: str
    seconds: float
    killed: bool


def limit(seconds: int) -> None:
    """Limit this process as LAUNCH limits another."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def interpreted(argv: list[str], env: dict[str, str], cwd: Path, seconds: int, out: Path, err: Path) -> forks.Ended:
    """Run a command in a process that is begun anew."""
    executable = shutil.which(argv[0]) or argv[0]
    launch = [sys.executable, "-I", "-S", "-c", LAUNCH, str(seconds), str(MEMORY), executable, *argv[1:]]
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            launch, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=env, cwd=cwd, start_new_session=True
        )
        killed = threading.Event()

        def end() -> None:
            killed.set()
            forks.kill(process.pid)

        timer = threading.Timer(timeout(seconds), end)
        timer.start()
        _pid, wait_status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(wait_status)
        forks.kill(process.pid)  # what it has left behind
    return forks.Ended(status=process.returncode, seconds=usage.ru_utime + usage.ru_stime, too_long=killed.is_set())


def timeout(seconds: int) -> float:
    """Return the time on the clock after which a command is ended that may take some seconds of CPU time."""
    return 30 + 4 * seconds


def run(argv: list[str], *, env: dict[str, str], cwd: Path, seconds: int, scratch: Path, full: bool, anew: bool) -> Ended:
    """Run a command with a limit of CPU time and of time; *full*: it can write nothing, *anew*: in a new interpreter."""
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "out").write_bytes(b"")
    out, err = Path("/dev/full") if full else scratch / "out", scratch / "err"
    if anew:
        ended = interpreted(argv, env, cwd, seconds, out, err)
    else:
        arguments = argv[1:] if argv[0] == sys.executable else argv
        order = forks.Order(arguments=arguments, env=env, cwd=cwd, out=out, err=err, prepare=partial(limit, seconds))
        ended = forks.run(order, timeout(seconds))
    return Ended(
        status=ended.status,
        out=(scratch / "out").read_bytes().decode("utf-8", "replace"),
        err=re.sub(r"\x1b\[[0-9;]*m", "", err.read_bytes().decode("utf-8", "replace")),
        seconds=ended.seconds,
        killed=ended.too_long or ended.status in (-signal.SIGXCPU, -signal.SIGKILL),
    )


@dataclass(kw_only=True)
class Place:
    """Where one case is run."""

    folder: Path
    wrong: list[str] = field(default_factory=list)

    @property
    def root(self) -> Path:
        return self.folder / "handbook"

    @property
    def html(self) -> Path:
        return self.folder / "out" / "html"

    def env(self, more: dict[str, str | None]) -> dict[str, str]:
        """Return the environment: the one of this process without what changes languages and encodings."""
        env = forks.neutral(os.environ)
        env |= {"HOME": str(self.folder / "home"), "XDG_CACHE_HOME": str(self.folder / "home/cache")}
        env |= {"PYTHONDONTWRITEBYTECODE": "1", "CASE_HAPPENED": str(self.folder / "happened"), "NO_COLOR": "1"}
        for name, value in more.items():
            if value is None:
                env.pop(name, None)
            else:
                env[name] = value
        return env

    def argv(self, step: dict[str, Any], root: Path, out: Path) -> list[str]:
        """Return the command of a step."""
        command, args = step["command"], [each.replace("<<handbook>>", str(root)) for each in step.get("args", [])]
        if command == "build":
            doctrees = out.parent / "doctrees"
            return [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(doctrees), *args, str(root), str(out)]
        if command == "api":
            return [sys.executable, "-c", API, str(root), str(out), str(out.parent / "doctrees")]
        if command == "make":
            shutil.copy(PROJECT / "Makefile", root / "Makefile")
            venv = Path(sys.executable).parent.parent
            return ["make", "-o", f"{venv}/.site", f"VENV={venv}", *args]
        if command == "fix":
            command, args = "check", ["--fix", *args]
        if command == "check" and "--format" not in args:
            args = [*args, "--format", "json"]
        named = ["--root", str(self.folder / step["root"] if "root" in step else root)]
        if "during" in step:
            return [sys.executable, "-c", DURING, json.dumps(step["during"]), str(root), *named, command, *args]
        return [str(Path(sys.executable).parent / "handbook"), *named, command, *args]

    def run(self, step: dict[str, Any], root: Path | None = None, out: Path | None = None, *, anew: bool = False) -> Ended:
        root, out = root or self.root, out or self.html
        seconds = step.get("expect", {}).get("seconds_max", SECONDS)
        argv, env = self.argv(step, root, out), self.env(step.get("env", {}))
        full = step.get("stdout") == "full"
        anew = anew or full or step["command"] == "make" or bool(step.get("env"))
        return run(argv, env=env, cwd=root, seconds=seconds, scratch=self.folder / "said", full=full, anew=anew)
