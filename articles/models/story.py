"""Stories: articles that tell the same text. One of them leads, and the others name it in `Article.story`."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.models.article import Article


class Sketch(models.Model):
    """By what an article's versions find it (`articles.stories.bands`).

    An article without one has not been folded yet: a trigger takes it away when the text or the date changes.
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="sketch")
    bands = ArrayField(models.BigIntegerField())

    class Meta:
        # without a list of what is still to be put into it, which every search would have to go through
        indexes = [GinIndex(fields=["bands"], name="sketch_bands", fastupdate=False)]


class StoryVerdict(models.Model):
    """What an editor said of two articles: that they are one story, or that they are not. `first` has the lower id."""

    first = models.ForeignKey(Article, models.CASCADE, related_name="+")
    second = models.ForeignKey(Article, models.CASCADE, related_name="+")
    same = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="one_verdict_a_pair"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="verdict_in_order"),
        ]
