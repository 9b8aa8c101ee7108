"""Register cases with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases with a clock for each department, and their hand-offs."""

    name = "hamsoo.cases"

    def ready(self) -> None:
        """Make our facts known, what the finder may index, and that cases can be followed, asked about and listened to."""
        # Modules that use models can be loaded only now.
        from hamsoo.cases import followups, presentation, queries, search, tasks  # noqa: F401, PLC0415
        from hamsoo.cases.actions import erase_talk  # noqa: PLC0415
        from hamsoo.cases.actions.handing_over import CASES  # noqa: PLC0415
        from hamsoo.cases.projections import AnswersUsed, CasesDue  # noqa: PLC0415
        from hamsoo.finder import documents  # noqa: PLC0415
        from hamsoo.identity import erasing  # noqa: PLC0415
        from hamsoo.kernel import live  # noqa: PLC0415
        from hamsoo.ledger import projections  # noqa: PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.people import handover  # noqa: PLC0415
        from hamsoo.threads import targets  # noqa: PLC0415

        handover.register(CASES)
        erasing.register(erase_talk)
        projections.register(AnswersUsed())
        projections.register(CasesDue())
        provide(presentation.EVENTS, presentation.details)
        documents.register("case", search.load, is_work=False)
        targets.register("case", presentation.case_target, many=presentation.case_targets, aspects=("contacts",))
        live.may_listen("case", queries.may_read)
        live.may_listen("case_writing", queries.may_read)
