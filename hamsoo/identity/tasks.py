"""Where the job queue finds our jobs; they stand in `jobs`, where pages defer them."""

from hamsoo.identity import jobs

__all__ = ["jobs"]
