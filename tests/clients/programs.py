"""The programs that read citations and books, and a second browser: found, installed as root on Debian, or named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {
    "biber": "biber",
    "bib2xml": "bibutils",
    "ris2xml": "bibutils",
    "pandoc": "pandoc",
    "pdflatex": "texlive-latex-base",
    "bibtex": "texlive-binaries",
    "pdftotext": "poppler-utils",
    "firefox-esr": "firefox-esr",
    "epubcheck": "epubcheck",
    "java": "default-jre-headless",
}
"""The package of Debian that has each program."""


def missing() -> list[str]:
    """Return the programs that are not installed."""
    return [program for program in PACKAGES if shutil.which(program) is None]


def install() -> None:
    """Install what is missing, and stop with a message if something still is."""
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = sorted({PACKAGES[program] for program in missing()})
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]):
            subprocess.run(command, check=False, env=environment, stdout=sys.stderr)
    if missing():
        packages = sorted({PACKAGES[program] for program in missing()})
        sys.exit(f"Missing: {', '.join(missing())}. On Debian and Ubuntu: sudo apt-get install {' '.join(packages)}")


def run(*command: str, folder: Path) -> str:
    """Return what a program says in both its channels; it must end well."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "max_print_line": "1000"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout + done.stderr


if __name__ == "__main__":
    install()
