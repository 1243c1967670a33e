"""Whose processes and files the server's are. PostgreSQL refuses to run as root: root lends it a system user."""

import os
import pwd
import shutil
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

SYSTEM_USER = "newsroom"
_OTHERS_PASS = stat.S_IXOTH
_OTHERS_READ = stat.S_IROTH


class NoAccountError(Exception):
    """Root has no user to run PostgreSQL as; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user to run as; `uid` is None for the one who asks."""

    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Make `path` the account's."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    @property
    def effective_uid(self) -> int:
        return os.geteuid() if self.uid is None else self.uid


def account_for(data: Path) -> Account:
    """Who runs the server on the folder `data`: whoever asks; for root, the folder's owner or else a system user.

    Raises NoAccountError.
    """
    if os.geteuid() != 0:
        return Account()
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    user = _system_user()
    return Account(user.pw_uid, user.pw_gid)


def _system_user() -> pwd.struct_passwd:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        SYSTEM_USER,
    ]
    for _ in range(50):  # another checkout may be at it: useradd fails while /etc/passwd is locked
        try:
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            if shutil.which(command[0]) is None:
                break
            subprocess.run(command, check=False, capture_output=True)
            time.sleep(0.1)
    raise NoAccountError(
        f"PostgreSQL does not run as root, and a system user “{SYSTEM_USER}” could not be made for it: "
        f"make one, or work as an ordinary user."
    )


def user_name(uid: int) -> str:
    """The user's name, or where there is none the number."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def let_reach(folder: Path) -> list[Path]:
    """Let other users pass through the parents of `folder`, and say which had to be opened for that.

    Passing through is all that is granted: it lists and reads nothing.
    """
    closed = [parent for parent in folder.parents if not parent.stat().st_mode & _OTHERS_PASS]
    for parent in closed:
        parent.chmod(parent.stat().st_mode | _OTHERS_PASS)
    return closed


def let_read(folder: Path) -> None:
    """Let other users read and run what lies in `folder`: a strict umask may have kept it to root."""
    for path in [folder, *folder.rglob("*")]:
        mode = path.stat().st_mode
        wanted = mode | _OTHERS_READ | (_OTHERS_PASS if mode & stat.S_IXUSR else 0)
        if mode != wanted:
            path.chmod(wanted)
