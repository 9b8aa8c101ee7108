"""Register posts and the feed with Django."""

from django.apps import AppConfig


class SocialConfig(AppConfig):
    """Posts, and the feed of everything."""

    name = "hamsoo.social"

    def ready(self) -> None:
        """Let the worker keep the feed, and posts be commented on and told."""
        # Modules that use models can be loaded only now.
        from hamsoo.finder import documents  # noqa: PLC0415
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger import projections  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.social import events, presentation, queries, search, tasks  # noqa: F401, PLC0415
        from hamsoo.social.models import Draft, Post, PostVersion  # noqa: PLC0415
        from hamsoo.social.projections import Feed  # noqa: PLC0415
        from hamsoo.threads import mentions, targets  # noqa: PLC0415

        projections.register(Feed())
        live.may_listen("post", queries.may_read_post)
        targets.register("post", queries.resolve_post, many=queries.resolve_posts)
        targets.register("draft", queries.resolve_draft, many=queries.resolve_drafts, aspects=())
        mentions.keep(Post, "body", lambda post: post.ref)
        mentions.keep(PostVersion, "body", lambda _version: None)
        mentions.keep(Draft, "body", lambda _draft: None)
        provide(presentation.EVENTS, presentation.post_details)
        provide([events.ValueKept], presentation.value_details)
        documents.register("post", search.load_posts)
