"""What the finder does when Django is ready."""

from django.apps import AppConfig


class FinderConfig(AppConfig):
    """Keeps the search index, and lets colleagues be found."""

    name = "hamsoo.finder"

    def ready(self) -> None:
        """Register the index with the ledger and the loader of persons with the index."""
        from hamsoo.finder import comments, followups, people, rewording, synonyms  # noqa: F401, PLC0415 - models exist only now
        from hamsoo.finder.documents import register as register_source  # noqa: PLC0415
        from hamsoo.finder.projections import SearchIndex  # noqa: PLC0415
        from hamsoo.ledger.projections import register  # noqa: PLC0415

        register(SearchIndex())
        synonyms.register("searches", rewording.learned)
        register_source(people.TYPE, people.load, visible=people.visible, is_work=False)
        register_source(comments.TYPE, comments.load)
