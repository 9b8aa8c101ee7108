"""Make everything that Hamsoo needs to run from a checkout: environment, packages, messages, front end.

    python3 scripts/setup.py          to run it
    python3 scripts/setup.py --dev    to work on it: test and lint tools, a browser and a directory for the tests that need them

Needs Python 3.11 or newer and nothing else. What is up to date is left alone, so a second call takes a moment.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = ENVIRONMENT / "installed.txt"
SETUP_LOCK = ROOT / "requirements-setup.lock"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium without its window, in a third of the time; Debian has it as a package, others may not.
CHROMIUM_SHELL = "chromium-headless-shell"


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"· {text}", flush=True)


def run(*command: str | Path) -> None:
    """Run one command in the checkout; stop with its code if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"This did not work: {' '.join(str(part) for part in command)}")


def install(lock: Path) -> None:
    """Make the environment and install the locked packages, unless that is done."""
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and wanted in STAMP.read_text():
        return
    if not PYTHON.exists():
        say("making the environment (.venv)")
        try:
            venv.create(ENVIRONMENT, with_pip=True, symlinks=os.name != "nt")
        except (OSError, subprocess.CalledProcessError) as error:
            sys.exit(f"Python's venv module does not work here ({error}). On Debian and Ubuntu: apt-get install python3-venv")
    say(f"installing what {lock.name} names; the first time this takes about a minute")
    run(PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes", "--requirement", SETUP_LOCK)
    # uv asks for all packages at once, where pip asks for one after the other: seconds instead of minutes on a slow line.
    # It believes whom the machine believes, as pip does: many companies look into TLS with a certificate of their own.
    uv = (PYTHON, "-m", "uv", "pip", "install", "--quiet", "--system-certs", "--python", PYTHON)
    # Compiled now, once: every process that starts (each test's command, each worker) would do it for itself where Python may not write.
    run(*uv, "--compile-bytecode", "--require-hashes", "--requirement", lock)
    run(*uv, "--no-deps", "--no-build-isolation", "--editable", ".")
    kept = STAMP.read_text().split() if STAMP.exists() else []
    STAMP.write_text("\n".join([*kept, wanted]))


def install_programs() -> None:
    """Have what tests drive besides Python: a Chromium, an LDAP and an IMAP server; the system's, installed where this may be done."""
    if not shutil.which(CHROMIUM_SHELL):
        install_browser()
    if not shutil.which("slapd", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        install_package("slapd", "tests of the directory")
    if not shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        install_package("dovecot-imapd", "tests of fetching mail")


def install_browser() -> None:
    """Install Chromium's shell where Debian offers it; where it does not, a whole Chromium unless there is one."""
    has_browser = any(shutil.which(name) for name in CHROMIUM)
    if may_install() and (has_browser or apt("apt-get", "update", "-qq")) and apt("apt-cache", "show", CHROMIUM_SHELL):
        install_package(CHROMIUM_SHELL, "browser tests")
    elif not has_browser:
        install_package("chromium", "browser tests")


def may_install() -> bool:
    """Say whether Debian's packages may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(*command: str) -> bool:
    """Ask Debian's package manager for something, and say whether it did it."""
    # Debian's packages ask this variable before they start what they brought (invoke-rc.d), where nothing else forbids it.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    # A package that is not offered is no error.
    errors = subprocess.DEVNULL if command[0] == "apt-cache" else None
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=errors, check=False).returncode == 0


def install_package(name: str, for_what: str) -> None:
    """Install one of Debian's packages, or say what will be skipped without it. No service is started."""
    skipped = f"{for_what} will be skipped (with CI=true they fail)"
    if not may_install():
        say(f"there is no {name} here: {skipped}")
        return
    say(f"installing {name} for {for_what}")
    if not (apt("apt-get", "update", "-qq") and apt("apt-get", "install", "-y", "-qq", "--no-install-recommends", name)):
        say(f"{name} could not be installed: {skipped}")


def main() -> None:
    """Do what is not done yet."""
    if sys.version_info < (3, 11):
        sys.exit(f"Hamsoo needs Python 3.11 or newer; this is {sys.version.split()[0]}. Name another one: make run PYTHON=python3.12")
    development = "--dev" in sys.argv[1:]
    install(ROOT / ("requirements-dev.lock" if development else "requirements.lock"))
    run(PYTHON, "scripts/messages.py", "compile")
    run(PYTHON, "frontend/build.py")
    if development:
        install_programs()


if __name__ == "__main__":
    main()
