"""The tools that tests drive: Chromium, axe, the Nu HTML checker. Run as a program it installs what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
IN_CI = bool(os.environ.get("CI"))


def chromium() -> str | None:
    """Return the Chromium of this machine, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def java() -> str | None:
    """Return the Java of this machine, or None."""
    return shutil.which("java")


def need(what: object, sentence: str) -> None:
    """Skip the running test with a plain sentence where a tool is missing; with CI=true fail it."""
    if what:
        return
    if IN_CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


def main() -> int:
    sentences = [*install_node_tools(), *install_chromium()]
    if not java():
        sentences.append("Java is missing: install a Java 17 runtime, and the pages' HTML is checked too.")
    for sentence in sentences:
        print(sentence)
    return 1 if sentences and IN_CI else 0


def install_node_tools() -> list[str]:
    if not shutil.which("npm"):
        return ["Node is missing: install Node 20 with npm, and the lint of scripts, axe and the HTML checker run too."]
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    return [] if subprocess.run(command, cwd=ROOT, check=False).returncode == 0 else ["`npm ci` failed, see above."]


def install_chromium() -> list[str]:
    if chromium():
        return []
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)
    return [] if chromium() else ["Chromium is missing: install your system's package `chromium` for the journeys."]


if __name__ == "__main__":
    sys.exit(main())
