"""The worker: one process that keeps the ledger's readers, the deadlines and the job queue going."""

import asyncio
import signal
import threading

import redis
import structlog
from django.db import close_old_connections, connection
from procrastinate.contrib.django import app

from hamsoo.kernel import clock, deadlines, live
from hamsoo.ledger.actors import through
from hamsoo.ledger.runner import Runner
from hamsoo.site.mail_in import receiver
from hamsoo.site.services.heartbeat import EVERY_SECONDS, beat

log = structlog.get_logger(__name__)

DEADLINE_PAUSE = 1.0


class DeadlineScanner(threading.Thread):
    """Carries out what is due, once a second."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__(name="deadlines")
        self._asked_to_stop = stop

    def run(self) -> None:
        """Scan until asked to stop; an error is said and tried again."""
        with through("worker"):
            while not self._asked_to_stop.wait(DEADLINE_PAUSE):
                try:
                    deadlines.scan(at=clock.now())
                except Exception:  # The database may be away for a moment: the next round finds the same deadlines.
                    log.exception("deadline scan failed")
                    connection.close()
                close_old_connections()
        connection.close()


async def _beat(runner: Runner, stop: asyncio.Event) -> None:
    """Say that the worker is alive, as long as all its lanes are."""
    while not stop.is_set():
        try:
            if runner.healthy():
                await asyncio.to_thread(beat, live.client())
        except redis.RedisError as error:
            log.warning("no heartbeat", error=str(error))
        try:
            await asyncio.wait_for(stop.wait(), EVERY_SECONDS)
        except TimeoutError:
            continue


async def _serve(runner: Runner) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker_app.open_async():
        jobs = asyncio.create_task(
            worker_app.run_worker_async(
                concurrency=2, install_signal_handlers=False, shutdown_graceful_timeout=10, listen_notify=True, delete_jobs="successful"
            )
        )
        heart = asyncio.create_task(_beat(runner, stop))
        stopped = asyncio.create_task(stop.wait())
        # A queue that dies takes the worker with it: the supervisor starts both again.
        await asyncio.wait({jobs, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        await heart
        if jobs.done():
            jobs.result()
        jobs.cancel()
        await asyncio.gather(jobs, return_exceptions=True)


def run() -> None:
    """Work until a signal comes; then finish the batches at hand and leave."""
    stop = threading.Event()
    runner, scanner = Runner(), DeadlineScanner(stop)
    runner.start()
    scanner.start()
    mails = receiver()
    if mails is not None:
        mails.start()
    log.info("worker started")
    try:
        asyncio.run(_serve(runner))
    finally:
        stop.set()
        if mails is not None:
            mails.stop()
        runner.stop()
        scanner.join()
        log.info("worker stopped")
