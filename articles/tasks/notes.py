"""What a job has to say at its end, kept for the list of jobs: Procrastinate itself keeps only how it ended."""

import logging
from typing import Any

from django.db import Error
from procrastinate import JobContext
from procrastinate.exceptions import JobAborted
from procrastinate.middleware import SyncCallNext
from procrastinate.worker import Worker

from articles.actions.errors import ActionError
from articles.alerts.mailing import MailFailedError
from articles.ingest.reextraction import ReadingFailedError
from articles.ingest.run import ImportFailedError
from articles.models import JobNote

SAID = (
    ActionError,
    ImportFailedError,
    MailFailedError,
    ReadingFailedError,
)  # errors whose message is a sentence for people

logger = logging.getLogger(__name__)


def noted(call_next: SyncCallNext, context: JobContext, worker: Worker) -> Any:
    """Runs the job and keeps the sentence that it returns, or why it failed."""
    try:
        words = call_next()
    except JobAborted:
        raise
    except Exception as error:
        _keep(context, in_words(error))
        raise
    _keep(context, words or "")


def in_words(error: Exception) -> str:
    """Why a job failed, as a sentence."""
    if isinstance(error, SAID):
        return str(error)
    if isinstance(error, Error):
        return f"The database did not do what was asked: {str(error).strip() or type(error).__name__}"
    return f"It stopped on a fault of the program: {type(error).__name__}: {error}"


def _keep(context: JobContext, words: str) -> None:
    if words and context.job.id:
        try:
            JobNote.objects.update_or_create(job_id=context.job.id, defaults={"words": words})
        except Error:  # the database is what failed, and the job's own error tells more
            logger.exception("What a job had to say could not be kept: %s", words)
