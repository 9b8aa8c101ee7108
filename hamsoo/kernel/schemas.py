"""What every part of the API has in common."""

from ninja import Schema
from pydantic import ConfigDict


class In(Schema):
    """What comes in: a field that is not named in the class is an error, never ignored."""

    model_config = ConfigDict(extra="forbid")


class Problem(Schema):
    """A refusal: `code` is for programs and never changes, `message` is in the caller's language, `field` names the input to mend."""

    code: str
    message: str
    field: str | None = None
