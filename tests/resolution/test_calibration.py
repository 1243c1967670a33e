import pytest

from articles.extraction.findings import Span
from articles.resolution.calibration import calibrated
from articles.resolution.links import Entity, EntityKind, Mention


def confidence(raw: float, kind: EntityKind, basis: str) -> float:
    return calibrated(Mention(Span(0, 4), Entity("Vela", "vela", kind), raw, basis)).confidence


@pytest.mark.parametrize("kind", [EntityKind.COMPANY, EntityKind.PERSON])
@pytest.mark.parametrize("basis", ["known", "model", "context", "surname", "byline"])
def test_surer_mentions_stay_surer(kind: EntityKind, basis: str) -> None:
    shares = [confidence(raw / 100, kind, basis) for raw in range(101)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_a_share_lies_between_those_measured_around_it() -> None:
    low, middle, high = (confidence(raw, EntityKind.COMPANY, "model") for raw in (0.75, 0.8, 0.85))
    assert low < middle < high


def test_what_was_not_measured_stays() -> None:
    assert confidence(0.42, EntityKind.COMPANY, "rule") == 0.42
