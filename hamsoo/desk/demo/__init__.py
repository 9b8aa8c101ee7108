"""The demo organisation: invented people, knowledge and half a year of talk, as plain data.

`build` returns frozen dataclasses and touches no database; the loader puts them through the actions.
"""

from hamsoo.desk.demo.organisation import build
from hamsoo.desk.demo.specs import (
    ORGANISATION,
    AnswerSpec,
    CommentSpec,
    CustomerSpec,
    GroupSpec,
    Label,
    Organisation,
    PersonSpec,
    PostSpec,
    QuestionSpec,
    ReactionSpec,
    RequestSpec,
    SkillSpec,
    TopicSpec,
    UnitSpec,
)

__all__ = [
    "ORGANISATION",
    "AnswerSpec",
    "CommentSpec",
    "CustomerSpec",
    "GroupSpec",
    "Label",
    "Organisation",
    "PersonSpec",
    "PostSpec",
    "QuestionSpec",
    "ReactionSpec",
    "RequestSpec",
    "SkillSpec",
    "TopicSpec",
    "UnitSpec",
    "build",
]
