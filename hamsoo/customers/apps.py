"""Register customers with Django."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CustomersConfig(AppConfig):
    """The single view of a customer, and all that is kept about it."""

    name = "hamsoo.customers"

    def ready(self) -> None:
        """Make our facts, what follows from them, the verbs that roles can allow, and how customers are followed, known."""
        # Modules that use models can be loaded only now.
        from hamsoo.customers import followups, presentation, search, tasks, verbs  # noqa: F401, PLC0415
        from hamsoo.customers.actions import erase_talk  # noqa: PLC0415
        from hamsoo.customers.actions.handing_over import PLACES  # noqa: PLC0415
        from hamsoo.finder import subjects  # noqa: PLC0415
        from hamsoo.identity import erasing  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.people import handover  # noqa: PLC0415
        from hamsoo.threads import mentions, targets  # noqa: PLC0415

        handover.register(PLACES)
        erasing.register(erase_talk)
        provide(presentation.EVENTS, presentation.details)
        subjects.register("customer", search.called)
        name = pgettext_lazy("to be named in a text", "Customers")
        mentions.register("source_record", sign="@", label=name, find=presentation.customers_to_name)
        targets.register(
            "source_record",
            presentation.resolve_customer,
            many=presentation.resolve_customers,
            aspects=presentation.ASPECTS,
            is_seen_apart=True,
        )
