"""Comments, reactions, follows and files, on anything that `targets` knows."""

from hamsoo.threads.models.attachment import Attachment, AttachmentQuerySet, words_of_files
from hamsoo.threads.models.follow import Aspect, Follow, FollowQuerySet, Topic
from hamsoo.threads.models.keeping import Bookmark, BookmarkQuerySet, Report
from hamsoo.threads.models.link import LinkPreview
from hamsoo.threads.models.talk import Comment, CommentQuerySet, Reaction

__all__ = [
    "Aspect",
    "Attachment",
    "AttachmentQuerySet",
    "Bookmark",
    "BookmarkQuerySet",
    "Comment",
    "CommentQuerySet",
    "Follow",
    "FollowQuerySet",
    "LinkPreview",
    "Reaction",
    "Report",
    "Topic",
    "words_of_files",
]
