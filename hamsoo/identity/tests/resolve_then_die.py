"""Run a batch in a process of its own, and wait to be killed in the middle of its writing: python -m ...

Says "here" when it has come so far, in the transaction of a later part.
"""

import time

import django

django.setup()

from hamsoo.identity.actions import batching  # noqa: E402 - models exist only now
from hamsoo.kernel.clock import now  # noqa: E402

batching.IN_ONE_PART = 6
write, parts = batching.link_found, []


def link_then_wait(**given: object) -> object:
    """Write the first part; die in the second, when its links are written and not committed."""
    done = write(**given)  # type: ignore[arg-type]
    parts.append(done)
    if len(parts) == 2:
        print("here", flush=True)
        time.sleep(600)
    return done


if __name__ == "__main__":
    batching.link_found = link_then_wait  # type: ignore[assignment]
    batching.resolve_all(entity="person", at=now())
