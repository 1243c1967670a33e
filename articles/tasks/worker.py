"""A worker: one process that serves every queue beside the others, a job of each at a time, until it is asked to end."""

import asyncio
import signal

from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.contrib.django.models import ProcrastinateWorker

from articles.models.reading_run import QUEUE
from articles.tasks.notes import noted
from articles.tasks.upkeep import DEAD, MINUTELY, UPKEEP

QUEUES = {QUEUE: "never", UPKEEP: "never", MINUTELY: "successful"}  # and which of their ended jobs go at once
BEAT_SECONDS = 5.0  # between two signs of life
SHUTDOWN_SECONDS = 1.0  # after which a run is asked to leave the rest for the next worker


def work() -> bool:
    """Serves the queues until SIGTERM or Ctrl-C; False where it ended without, because the database went away."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        return asyncio.run(_serve(worker))


def is_worker_alive() -> bool:
    """Whether a worker has given a sign of life of late."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=timezone.now() - DEAD).exists()


async def _serve(worker: App) -> bool:
    stop = asyncio.Event()
    _on_request(stop)
    async with worker.open_async():
        serving = [asyncio.create_task(_serve_queue(worker, queue)) for queue in QUEUES]
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([stopping, *serving], return_when=asyncio.FIRST_COMPLETED)
        for task in (stopping, *serving):
            task.cancel()  # which lets a queue's job come to its end, or to a place where it can be left
        ended = await asyncio.gather(*serving, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception):
            raise error
    return stop.is_set()


def _on_request(stop: asyncio.Event) -> None:
    """Sets `stop` when the process is asked to end; a second Ctrl-C ends it at once."""
    loop = asyncio.get_running_loop()

    def answer() -> None:
        stop.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, answer)


async def _serve_queue(worker: App, queue: str) -> None:
    await worker.run_worker_async(
        name=queue,
        queues=[queue],
        delete_jobs=QUEUES[queue],
        shutdown_graceful_timeout=SHUTDOWN_SECONDS,
        update_heartbeat_interval=BEAT_SECONDS,
        stalled_worker_timeout=DEAD.total_seconds(),
        install_signal_handlers=False,
        task_middleware=[close_db_connections, noted],
    )
