"""Register commitments with Django."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """What was promised to customers, and where promises contradict one another."""

    name = "hamsoo.commitments"

    def ready(self) -> None:
        """Let promises be told, reminded of and compared."""
        # Modules that use models can be loaded only now.
        from hamsoo.commitments import events, followups, presentation, tasks  # noqa: F401, PLC0415
        from hamsoo.ledger.presentation import provide  # noqa: PLC0415
        from hamsoo.threads import targets  # noqa: PLC0415

        provide(presentation.ABOUT_PROMISES, presentation.promise_details)
        provide(presentation.ABOUT_VOICES, presentation.conflict_details)
        provide([events.CommitmentProposed], presentation.proposal_details)
        provide([events.SentDespiteConflict], presentation.sent_details)
        provide([events.MatrixChanged], presentation.matrix_details)
        targets.register("commitment", presentation.commitment_target, many=presentation.commitment_targets)
        targets.register("commitment_conflict", presentation.conflict_target, many=presentation.conflict_targets, aspects=())
