"""Register comments, reactions and follows with Django."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Comments, reactions, mentions and follows, on anything."""

    name = "hamsoo.threads"

    def ready(self) -> None:
        """Let colleagues be followed and comments be reacted to, and say how both are told."""
        # Modules that use models can be loaded only now.
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.threads import events, presentation, queries, targets  # noqa: PLC0415

        targets.register("person", queries.resolve_person, many=queries.resolve_people)
        targets.register("comment", queries.resolve_comment, many=queries.resolve_comments)
        provide([events.CommentAdded, events.CommentEdited], presentation.comment_details)
        provide([events.ReactionGiven], presentation.reaction_details)
