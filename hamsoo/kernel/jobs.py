"""The job queue: procrastinate, in our PostgreSQL.

A task is a shell (`APP/tasks.py`): it loads by id and calls one action. What follows from a fact is no job but a followup of the
ledger. Jobs defer in the caller's transaction, so they exist exactly when its rows do.
"""

import structlog
from procrastinate.contrib.django import app

log = structlog.get_logger(__name__)

# A worker says every 10 s that it lives; one that has been silent for this long is dead, and its jobs are started again.
SILENT_SECONDS = 60.0


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="kernel.retry_stalled", pass_context=False, name="kernel.retry_stalled")
async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001 - every periodic task is given its time
    """Start again what a killed worker left half done: such a job would stay `doing` for ever."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        log.warning("stalled job started again", job=job.id, task=job.task_name)
        await app.job_manager.retry_job(job)
