"""Register spaces with Django."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Who can see what, and the groups that people make themselves."""

    name = "hamsoo.spaces"

    def ready(self) -> None:
        """Open the spaces of new units and people, say how facts about groups are told, and what roles open."""
        # Modules that use models can be loaded only now.
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.people import handover, rights  # noqa: PLC0415
        from hamsoo.spaces import followups, presentation, queries, rules  # noqa: F401, PLC0415 - followups register themselves
        from hamsoo.spaces.actions.handing_over import GROUPS  # noqa: PLC0415

        provide(presentation.EVENTS, presentation.details)
        handover.register(GROUPS)
        rights.also_exceeds(queries.roles_open_more)
        live.always_hears(rules.rights_topics)
