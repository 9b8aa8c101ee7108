"""Comments, reactions and follows, on anything that `targets` knows."""

from hamsoo.threads.models.follow import Aspect, Follow, FollowQuerySet, Topic
from hamsoo.threads.models.talk import Comment, CommentQuerySet, Reaction

__all__ = ["Aspect", "Comment", "CommentQuerySet", "Follow", "FollowQuerySet", "Reaction", "Topic"]
