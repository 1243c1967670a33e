from pathlib import Path

import pytest

from newsroom import release


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(release, "ROOT", tmp_path)
    for name in release.FOLDERS:
        (tmp_path / name).mkdir()
    (tmp_path / "templates" / "page.html").write_text("one")
    return tmp_path


def told() -> str:
    return release.release.__wrapped__()


def test_another_template_is_another_release(code: Path) -> None:
    before = told()
    assert told() == before
    (code / "templates" / "page.html").write_text("another")
    assert told() != before


def test_what_python_makes_of_the_code_is_none_of_it(code: Path) -> None:
    before = told()
    (code / "articles" / "page.pyc").write_text("compiled")
    assert told() == before
