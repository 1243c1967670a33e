"""`manage.py evaluate [FOLDER]`: how right the machine is, on articles whose content is known."""

import datetime as dt
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.evaluation.accuracy import FILE, MEASURES, Accuracy, report, to_json
from articles.evaluation.evaluate import Evaluation, evaluate
from articles.evaluation.gold import GoldError
from articles.evaluation.load import Specimen, fingerprint, load
from articles.ingest.work import Job, Machine, MachineError, Read
from articles.reading import VERSION
from articles.resolution.bundle import load_bundle
from newsroom.env import ROOT

GOLDEN = Path("tests", "golden", "articles")
DOCUMENT = Path("docs", "extraction.md")
_TABLE = re.compile(r"(?<=<!-- accuracy -->\n).*?(?=<!-- /accuracy -->)", re.DOTALL)
_WRONG = 2  # verbosity from which each mistake is printed


class Command(BaseCommand):
    help = "Prints how right the machine is on articles whose content is known. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            metavar="FOLDER",
            help="text files with gold beside them; else the bundled set",
        )
        parser.add_argument(
            "--write",
            action="store_true",
            help="keep the figures of the bundled set for the site and the documents",
        )

    def handle(self, *args: Any, folder: Path | None, write: bool, verbosity: int, **options: Any) -> None:
        if write and folder:
            raise CommandError("Only the figures of the bundled set are kept: leave out FOLDER or --write.")
        accuracy = measured(folder or ROOT / GOLDEN)
        self._print(accuracy, mistakes=verbosity >= _WRONG)
        if write:
            keep(accuracy, ROOT)

    def _print(self, accuracy: Accuracy, *, mistakes: bool) -> None:
        for measure in MEASURES:
            it = accuracy.figures[measure.key]
            rest = "" if measure.share else f"  recall {it.recall:.3f}  F1 {it.f1:.3f}"
            self.stdout.write(
                f"{measure.label:42}{'right' if measure.share else 'precision':>10} {it.precision:.3f}{rest}"
            )
            for note in it.notes if mistakes else ():
                self.stdout.write(f"    {note}")
        articles = "1 article" if accuracy.articles == 1 else f"{accuracy.articles} articles"
        self.stdout.write(f"{articles}, {accuracy.words:,} words, version {accuracy.version}")


def measured(folder: Path) -> Accuracy:
    """Reads and scores the folder's articles, with the bundled knowledge. Raises CommandError where that cannot be."""
    try:
        specimens = load(folder)
        result = _evaluated(specimens)
    except (GoldError, MachineError) as error:
        raise CommandError(str(error)) from error
    return Accuracy(
        date=dt.datetime.now(tz=dt.UTC).date(),
        version=VERSION,
        model=settings.NEWSROOM_MODEL,
        golden=fingerprint(folder),
        articles=len(specimens),
        words=sum(it.words for it in specimens),
        figures=result.figures,
        reliability=result.reliability,
    )


def keep(accuracy: Accuracy, root: Path) -> None:
    """Writes the figures where the site reads them, and into the document that tells them."""
    root.joinpath("articles", "data", FILE).write_text(to_json(accuracy), encoding="utf-8")
    document = root / DOCUMENT
    lines = "".join(f"{line}\n" for line in report(accuracy))
    text = document.read_text(encoding="utf-8")
    document.write_text(_TABLE.sub(lambda _: lines, text), encoding="utf-8")


def _evaluated(specimens: list[Specimen]) -> Evaluation:
    machine = Machine(settings.NEWSROOM_MODEL, load_bundle())
    jobs = [Job(it.file.name, it.data) for it in specimens]
    readings = []
    for specimen, reading in zip(specimens, machine.read(jobs), strict=True):
        if not isinstance(reading, Read):
            raise CommandError(f"{specimen.file}: {reading.message}")
        readings.append((specimen.gold, reading.article, reading.links))
    return evaluate(readings)
