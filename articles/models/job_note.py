"""What background jobs said at their end."""

from django.db import models


class JobNote(models.Model):
    """What a job of Procrastinate's did or why it failed, in a sentence. No foreign key: Procrastinate deletes its rows by itself."""

    job_id = models.BigIntegerField(primary_key=True)
    words = models.TextField()
