"""Tells saved searches of what came in, and people of what these have found."""

from contextlib import suppress

from django.contrib.auth.models import User
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.alerts import finding, mailing
from articles.search.engine import IndexUnavailableError
from articles.search.feed import FeedLostError
from articles.tasks.runs import OPEN
from articles.tasks.upkeep import MINUTELY, UPKEEP

AGAIN_SECONDS = 600  # after which a mail is tried again
ATTEMPTS = 6  # after which the job has failed; what it was to mail is due again at the next full hour


@app.periodic(cron="* * * * *")
@app.task(name="find_news", queue=MINUTELY)
def find_news(timestamp: int) -> None:
    """Every minute: what came in waits where there is no index, or one of another database, until that is built again."""
    with suppress(IndexUnavailableError, FeedLostError):
        finding.find_news()


@app.periodic(cron="0 * * * *")
@app.task(name="mail_alerts", queue=MINUTELY)
def mail_alerts(timestamp: int) -> None:
    """Every hour: each who is to be mailed something gets a job, unless one waits, if only to try again."""
    if not mailing.is_set_up():
        return
    unfinished = ProcrastinateJob.objects.filter(task_name="mail_alert", status__in=OPEN)
    has_one = set(unfinished.values_list("args__owner_id", flat=True))
    for owner in mailing.whom_to_mail():
        if owner.pk not in has_one:
            mail_alert.defer(owner_id=owner.pk, name=owner.get_username())


@app.task(
    name="mail_alert",
    queue=UPKEEP,
    retry=RetryStrategy(
        max_attempts=ATTEMPTS, wait=AGAIN_SECONDS, retry_exceptions=[mailing.MailFailedError]
    ),
)
def mail_alert(owner_id: int, name: str) -> str:
    """Mails a person, `name`, what is due, and says of how many articles; nothing twice, however often it is done."""
    owner = User.objects.filter(pk=owner_id).first()
    told = mailing.mail(owner) if owner else 0
    return f"Articles told of: {told:,}."
