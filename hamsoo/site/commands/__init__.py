"""The `hamsoo` command: one file a command, loaded only when it is called."""

from importlib import import_module
from keyword import iskeyword

import click

from hamsoo.site.language import gettext as _

# The name of a command is the name of its module here and of the function in it ("_" for "-", and one after a word of Python).
COMMANDS = {
    "up": _("Start everything and keep it running until Ctrl-C."),
    "demo": _("Start a demonstration company beside your own data."),
    "doctor": _("Check this installation and say what to do."),
    "backup": _("Write everything, database and files, into one archive."),
    "restore": _("Put an archive in the place of everything."),
    "rebuild": _("Fill projections, or one of them, from the first fact again."),
    "migrate": _("Bring the database to the state of the code."),
    "worker": _("Run only the background worker."),
    "import": _("Import what was written elsewhere."),
    "resolve": _("Find out which records are one customer."),
    "passwords": _("Say which passwords have leaked and can not be chosen."),
    "mail-in": _("Take a mail from standard input: an answer to a notice."),
    "sync": _("Take over people from a directory."),
    "find-expert": _("Say who can help with something, and why."),
    "manage": _("Run a management command of Django."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name: `hamsoo --help` loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the list above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name)
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        command.help = command.help or COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands."""
        with formatter.section(_("Commands")):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, help=_("Hamsoo: collaboration for customer-experience teamwork."))
@click.version_option(package_name="hamsoo", prog_name="hamsoo")
def hamsoo() -> None:
    """Hold the commands together."""
