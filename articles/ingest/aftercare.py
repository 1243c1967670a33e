"""What follows an import's last file: its sources' lines are learned, the articles that this concerns read again, and all measured."""

from collections.abc import Callable

from articles.ingest import locks, reextraction
from articles.ingest.health import measure
from articles.ingest.learning import learn, loaded
from articles.ingest.rulebook import Rulebook
from articles.models import ImportRun, ReadingRun


def settle(run: ImportRun, rulebook: Rulebook, workers: int, stop: Callable[[], bool]) -> bool:
    """Learns from what the run has loaded by `rulebook`; False where `stop` said so before all was done.

    Doing it again does no harm: a run that was interrupted here is settled when it is taken up.
    """
    sources = loaded(run)
    for source_id, articles in sources.items():
        learned = learn(source_id, articles)
        if not learned and Rulebook().of(source_id) != rulebook.of(source_id):
            # An editor has changed the rules while files were being read by the earlier ones.
            ReadingRun.objects.create(scope=ReadingRun.Scope.RULES, source_id=source_id)
    readings = ReadingRun.objects.unfinished().filter(scope=ReadingRun.Scope.RULES, source__in=sources)
    if not all(_read(reading, workers, stop) for reading in readings):
        return False
    measure(run, sources)
    return True


def _read(reading: ReadingRun, workers: int, stop: Callable[[], bool]) -> bool:
    try:
        reextraction.execute(reading, workers=workers, control=reextraction.Control(stop=stop))
    except locks.BusyError:
        return True  # somebody else is at it
    return reading.finished_at is not None
