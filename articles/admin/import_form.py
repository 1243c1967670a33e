"""The form that starts an import: a file to upload, or a folder on the server."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from articles.ingest import stores, uploads
from articles.ingest.columns import COLUMNS_OF, ColumnsError, said
from articles.ingest.entries import is_hidden
from articles.ingest.errors import ListingError

MOST_FOLDERS = 500
_DEEPEST = 2  # levels of folders that are offered


class ImportForm(forms.Form):
    """After validation, `path` is what to import: the stored upload, the folder, or the address of a store."""

    archive = forms.FileField(required=False, label="File")
    folder = forms.ChoiceField(required=False, label="Folder on the server")
    address = forms.CharField(required=False, max_length=1000, label="Address")
    source = forms.CharField(
        required=False,
        max_length=200,
        help_text="The publication that all the files come from. If left empty, the folders just inside name their sources.",
    )

    columns = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Columns of tables",
        help_text=f"What a column is where its name does not tell, one a line: “Main story = text”. It can be {', '.join(COLUMNS_OF)}.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.path: Path | str | None = None
        self.fields[
            "archive"
        ].help_text = f"An archive (.zip, .tar, .tar.gz), a table, JSON, a page or a text, up to {filesizeformat(settings.NEWSROOM_UPLOAD_LIMIT)}."
        allowed = settings.NEWSROOM_IMPORT_ADDRESSES
        if not allowed:
            del self.fields["address"]
        else:
            self.fields["address"].help_text = f"A folder, a file or an archive below {' or '.join(allowed)}."
        folder = self.fields["folder"]
        if isinstance(folder, forms.ChoiceField):
            folder.choices = [("", "—"), *((it, it) for it in folders())]
            folder.help_text = _folder_help()

    def clean_archive(self) -> "UploadedFile[Any] | None":
        upload: UploadedFile[Any] | None = self.cleaned_data["archive"]
        if upload and (upload.size or 0) > settings.NEWSROOM_UPLOAD_LIMIT:
            raise forms.ValidationError(too_large())
        return upload

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            if address:
                stores.check(address)
        except ListingError as error:
            raise forms.ValidationError(str(error)) from error
        return address

    def clean_columns(self) -> dict[str, str]:
        try:
            return said(self.cleaned_data["columns"].splitlines())
        except ColumnsError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> None:
        archive, folder, address = map(self.cleaned_data.get, ("archive", "folder", "address"))
        if self.errors:
            return
        if sum(map(bool, (archive, folder, address))) != 1:
            either = (
                "either a file, a folder or an address"
                if "address" in self.fields
                else "either a file or a folder"
            )
            raise forms.ValidationError(f"Give {either}.")
        if address:
            self.path = address
        elif folder:
            self.path = Path(settings.NEWSROOM_IMPORT_ROOT or "", folder)
        elif archive:
            self._store(archive)

    def _store(self, archive: "UploadedFile[Any]") -> None:
        try:
            self.path = uploads.store(archive)
        except ListingError as error:
            self.add_error("archive", str(error))


def folders() -> Iterator[str]:
    """The folders under NEWSROOM_IMPORT_ROOT that can be picked, relative to it."""
    root = settings.NEWSROOM_IMPORT_ROOT
    if root is None or not Path(root).is_dir():
        return
    yield "."
    found = 1
    for folder, inside, _ in os.walk(root):
        depth = len(Path(folder).relative_to(root).parts) + 1
        inside[:] = sorted(it for it in inside if _is_offered(Path(folder, it))) if depth <= _DEEPEST else []
        for name in inside:
            found += 1
            if found > MOST_FOLDERS:
                return
            yield str(Path(folder, name).relative_to(root))


def _is_offered(folder: Path) -> bool:
    """Whether a folder can be picked; a link could lead out of the root."""
    return not is_hidden(folder.name) and folder.name.isprintable() and not folder.is_symlink()


def too_large() -> str:
    return (
        f"The file is larger than {filesizeformat(settings.NEWSROOM_UPLOAD_LIMIT)}. Divide it, "
        "or have NEWSROOM_UPLOAD_LIMIT (in megabytes) raised."
    )


def _folder_help() -> str:
    root = settings.NEWSROOM_IMPORT_ROOT
    if root is None:
        return "None can be picked yet: set NEWSROOM_IMPORT_ROOT to the folder on the server that holds them."
    if not Path(root).is_dir():
        return f"None can be picked: NEWSROOM_IMPORT_ROOT is {root}, where there is no folder."
    return f"In {root}. “.” is all of it."
