"""What may go wrong when servers are started, with the exit code the `hamsoo` command ends with."""

FAILED = 1
IN_USE = 3


class ServiceError(Exception):
    """A server could not do what was asked; the message says what happened and what to do."""

    exit_code = FAILED


class InUse(ServiceError):
    """A port, a folder or a server is already taken by another process."""

    exit_code = IN_USE
