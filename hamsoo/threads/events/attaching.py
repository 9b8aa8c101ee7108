"""Facts about files."""

from django.utils.translation import gettext_lazy as _

from hamsoo.ledger.events import Event


class FilesAttached(Event, icon="paperclip", sentence=_("%(actor)s attached files to “%(title)s”")):
    """Files hang on a thing from now on, and those of `removed_ids` no longer. What the thing says of it, its own fact tells."""

    target_type: str
    target_id: int
    attachment_ids: tuple[int, ...] = ()
    removed_ids: tuple[int, ...] = ()
