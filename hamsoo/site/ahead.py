"""What a web process reads before its first request, so that no reader waits for it and the collector can leave it alone."""

from pathlib import Path

from django.apps import apps
from django.template.loader import get_template
from django.urls import get_resolver


def read_ahead() -> int:
    """Read the addresses, with all views behind them, and the templates of our own apps; return how many templates."""
    _ = get_resolver().url_patterns
    ours = [Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith("hamsoo.")]
    names = [str(path.relative_to(folder)) for folder in ours for path in folder.rglob("*.html")]
    for name in names:
        get_template(name)
    return len(names)
