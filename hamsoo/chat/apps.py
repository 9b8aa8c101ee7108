"""Register chat with Django."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    """Conversations of two, of several, and of spaces."""

    name = "hamsoo.chat"

    def ready(self) -> None:
        """Let conversations be heard live, messages be found, told, reacted to and removed when their time is over."""
        # Modules that use models can be loaded only now.
        from hamsoo.chat import actions, painting, presentation, queries, search, tasks, telling  # noqa: F401, PLC0415
        from hamsoo.chat.models import Membership, Message  # noqa: PLC0415
        from hamsoo.finder import documents  # noqa: PLC0415
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.threads import mentions, targets  # noqa: PLC0415

        targets.register("message", queries.resolve_message, many=queries.resolve_messages, aspects=())
        mentions.keep(Message, "body", actions.fold_anew)
        mentions.keep(Membership, "draft", lambda _membership: None)
        provide(presentation.ABOUT_MESSAGES, presentation.message_details)
        provide(presentation.ABOUT_CONVERSATIONS, presentation.conversation_details)
        documents.register("message", search.load_messages, visible=search.visible, is_work=False)
        live.may_listen("chat", queries.may_hear)
        live.always_hears(queries.heard_topics)
        telling.paint_with(painting.paint)
