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
    "kpsewhich": "texlive-binaries",
    "fc-list": "fontconfig",
    "pdftotext": "poppler-utils",
    "firefox-esr": "firefox-esr",
    "epubcheck": "epubcheck",
    "latexmk": "latexmk",
    "xelatex": "texlive-xetex",
    "java": "default-jre-headless",
}
"""The package of Debian that has each program."""

TEX_FILES = {
    "xeCJK.sty": "texlive-lang-chinese",
    "needspace.sty": "texlive-latex-extra",
    "texgyretermes-regular.otf": "fonts-texgyre",
    "Noto Serif CJK SC": "fonts-noto-cjk",
}
"""The package of Debian that has each style and font of the PDF."""
NEEDED = {**PACKAGES, **TEX_FILES}


def missing() -> list[str]:
    """Return the programs that are not installed, and the files of TeX that it does not find."""
    programs = [program for program in PACKAGES if shutil.which(program) is None]
    return programs + [name for name in TEX_FILES if "kpsewhich" in programs or not _is_found(name)]


def _is_found(name: str) -> bool:
    if name.endswith((".sty", ".otf")):
        return subprocess.run(["kpsewhich", name], stdout=subprocess.DEVNULL, check=False).returncode == 0
    return bool(subprocess.run(["fc-list", name], capture_output=True, check=False).stdout)


def install() -> None:
    """Install what is missing, and stop with a message if something still is."""
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = sorted({NEEDED[name] for name in missing()})
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]):
            subprocess.run(command, check=False, env=environment, stdout=sys.stderr)
    if missing():
        packages = sorted({NEEDED[name] for name in missing()})
        sys.exit(f"Missing: {', '.join(missing())}. On Debian and Ubuntu: sudo apt-get install {' '.join(packages)}")


def run(*command: str, folder: Path) -> str:
    """Return what a program says in both its channels; it must end well."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "max_print_line": "1000"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout + done.stderr


if __name__ == "__main__":
    install()
