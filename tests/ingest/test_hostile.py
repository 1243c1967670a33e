"""A few hundred files that no newsroom would send: each must be accounted for, and the good ones among them loaded.

`python -m tests.ingest.hostile FOLDER COUNT` writes as many as one likes.
"""

from pathlib import Path

import pytest

from articles.models import Article
from tests.ingest.hostile import make_files
from tests.ingest.press import load, outcomes, story, write

pytestmark = pytest.mark.django_db


def test_each_hostile_file_is_accounted_for(press: Path) -> None:
    made = make_files(press, 300, seed=7, long_line=200_000)
    for number in range(3):
        write(press, f"good-{number}.txt", story(number))
    run, receipt = load(press)
    assert receipt.done == run.total == made + 3
    assert run.files.count() == made + 3
    assert [outcomes(run)[f"good-{number}.txt"] for number in range(3)] == ["new"] * 3
    assert not run.files.filter(code="failed").exists()
    assert Article.objects.count() == run.files.filter(outcome="new").count()
    again, receipt = load(press)
    assert receipt.outcomes["new"] == receipt.outcomes["changed"] == 0
    assert again.files.count() == made + 3
