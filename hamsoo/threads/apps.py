"""Register comments, reactions, follows and files with Django."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ThreadsConfig(AppConfig):
    """Comments, reactions, mentions, follows and files, on anything."""

    name = "hamsoo.threads"

    def ready(self) -> None:
        """Let colleagues, units, skills, groups and topics be followed and comments be reacted to, and say how both are told."""
        # Modules that use models can be loaded only now.
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.threads import events, mentions, presentation, queries, targets, tasks  # noqa: F401, PLC0415
        from hamsoo.threads.models import Comment  # noqa: PLC0415

        of_person = ("skills", "role", "unit", "contact", "customers", "profile", "posts", "presence")
        targets.register("person", queries.resolve_person, many=queries.resolve_people, aspects=of_person)
        targets.register("unit", queries.resolve_unit, many=queries.resolve_units, aspects=("unit", "posts"))
        targets.register("skill", queries.resolve_skill, many=queries.resolve_skills, aspects=("skills", "posts"))
        targets.register("space", queries.resolve_group, many=queries.resolve_groups, aspects=("posts", "members"))
        targets.register("topic", queries.resolve_topic, many=queries.resolve_topics, aspects=("posts",))
        targets.register("comment", queries.resolve_comment, many=queries.resolve_comments, aspects=())
        provide([events.CommentAdded, events.CommentEdited, events.ReactionGiven], presentation.details)
        mentions.keep(Comment, "body", lambda comment: comment.ref)
        provide([events.ThingsNamed], presentation.naming)
        departments = pgettext_lazy("to be named in a text", "Departments")
        mentions.register("unit", sign="@", label=departments, find=queries.units_to_name)
        mentions.register("skill", sign="#", label=pgettext_lazy("to be named in a text", "Topics"), find=queries.skills_to_name)
        provide([events.ContentReported, events.ReportDecided, events.ContentRestored], presentation.reports)
        live.always_hears(lambda person: [f"presence:{pk}" for pk in queries.present_people(person=person)])
