"""The `hamsoo` command."""

import sys

import click

from hamsoo.site.commands import hamsoo
from hamsoo.site.config import ConfigError
from hamsoo.site.services.errors import ServiceError

USAGE = 2


def main() -> None:
    """Run the command; exit with 0 (done), 1 (failed), 2 (asked wrongly) or 3 (something is in use)."""
    try:
        hamsoo.main(prog_name="hamsoo")
    except ConfigError as error:
        _say(str(error))
        sys.exit(USAGE)
    except ServiceError as error:
        _say(str(error))
        sys.exit(error.exit_code)


def _say(message: str) -> None:
    click.secho(message, fg="red", err=True)


if __name__ == "__main__":
    main()
