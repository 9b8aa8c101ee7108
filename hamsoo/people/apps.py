"""Register people, units and skills with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, colleagues, the structure they work in, and what they are good at."""

    name = "hamsoo.people"

    def ready(self) -> None:
        """Keep the appearance on the account, and say how the facts are told."""
        # Modules that use models can be loaded only now.
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.people import (  # noqa: PLC0415
            followups,  # noqa: F401
            handover,
            presentation,
            presentation_skills,
            presentation_structure,
            presentation_sync,
            tasks,  # noqa: F401
        )
        from hamsoo.people.accounts import keep_appearance  # noqa: PLC0415
        from hamsoo.people.actions.leaving import KINDS  # noqa: PLC0415
        from hamsoo.ui.appearance import keep_with  # noqa: PLC0415

        keep_with(keep_appearance)
        # Every colleague sees the presence of every other one.
        live.may_listen("presence", lambda person, _id: person.is_active)
        provide(presentation.EVENTS, presentation.details)
        provide(presentation_skills.EVENTS, presentation_skills.details)
        provide(presentation_structure.EVENTS, presentation_structure.details)
        provide(presentation_sync.EVENTS, presentation_sync.details)
        for kind in KINDS:
            handover.register(kind)
