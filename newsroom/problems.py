"""What can go wrong on a machine, in one sentence each: for the person at the keyboard, instead of a traceback."""

import errno
from collections.abc import Iterator

import psycopg
from django.conf import settings
from environs import EnvError

from newsroom.embedded.server import DatabaseNotReadyError

_UNUSABLE = ("08", "28", "3D", "57P")  # SQLSTATEs: no connection, no entry, no such database, shutting down


def explain(error: BaseException) -> str | None:
    """One sentence about `error`; None for what is no fault of the machine's, but ours."""
    for cause in _chain(error):
        sentence = _explain(cause)
        if sentence is not None:
            return sentence
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _explain(error: BaseException) -> str | None:
    match error:
        case DatabaseNotReadyError():
            return str(error)
        case psycopg.Error():
            return _explain_database(error)
        case EnvError():
            return f"{_one_line(str(error))}. docs/operations.md lists the settings."
        case OSError():
            return _explain_file(error)
    return None


def _explain_database(error: psycopg.Error) -> str | None:
    match error:
        case psycopg.errors.DiskFull():
            return "The disk that holds the database is full: make room, then try again."
        case psycopg.errors.UndefinedTable() | psycopg.errors.UndefinedColumn():
            return "The database lacks tables of this version: run `./manage.py migrate`."
        case psycopg.OperationalError() if _is_unusable(error):
            return f"The database {_address()} cannot be used: {_reason(error)}."
    return None


def _is_unusable(error: psycopg.Error) -> bool:
    """Failures to connect carry no SQLSTATE."""
    return error.sqlstate is None or error.sqlstate.startswith(_UNUSABLE)


def _address() -> str:
    """The database's name and where it is, without the password."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "newsroom.embedded":
        return f"under {settings.VAR}"
    host = database.get("HOST") or "this machine"
    port = f":{database['PORT']}" if database.get("PORT") else ""
    return f"“{database['NAME']}” on {host}{port} (DATABASE_URL)"


def _reason(error: psycopg.Error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = next(
        (line for line in lines if "FATAL:" in line or "failed:" in line),
        lines[-1] if lines else "no reason given",
    )
    return said.rpartition("FATAL:")[2].strip() if "FATAL:" in said else said.rpartition("failed:")[2].strip()


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _explain_file(error: OSError) -> str | None:
    where = f": {error.filename}" if error.filename else ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full{where}."
        case errno.EACCES | errno.EPERM:
            return f"No permission{where}."
        case errno.ENOTDIR:
            return f"Not a folder{where}."
        case errno.EROFS:
            return f"The file system is read-only{where}."
    return None
