"""What an HTML form means: browsers send GET and POST only, so a form names the other verbs in `_method`."""

from django.http import HttpRequest


def means_delete(request: HttpRequest) -> bool:
    """Return whether the request takes a thing away."""
    return request.method == "DELETE" or request.POST.get("_method") == "delete"
