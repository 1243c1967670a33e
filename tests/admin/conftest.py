from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import Settings

from tests.ingest import small_model


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"
    settings.NEWSROOM_INDEX = tmp_path / "var" / "index"
    settings.NEWSROOM_MODEL = small_model.NAME
    settings.NEWSROOM_IMPORT_ROOT = None


@pytest.fixture
def admin_client(admin: User) -> Client:
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def staff_client(db: None) -> Client:
    """Somebody who may look at imports in the admin, but not start them."""
    user = User.objects.create_user("staff", password="staff", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_importrun"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder for files to import."""
    folder = tmp_path / "press"
    folder.mkdir()
    return folder
