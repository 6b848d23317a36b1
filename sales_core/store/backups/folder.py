"""The folder of backups: what is there, how one is called, which are let go."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sales_core.store.backups.rotation import kept

_MOMENT = "%Y%m%dT%H%M%SZ"
_A_DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole: it was opened and looked through before it got its name.

    Attributes:
        path: Where it is.
        made_at: When it was made, in UTC.
        size: In bytes.
    """

    path: Path
    made_at: datetime
    size: int


class BackupFolder:
    """The backups of one database in a folder, which other files may share."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder
        self._stem, self._ending = database.stem, database.suffix

    def path_at(self, moment: datetime) -> Path:
        """Give the place of a backup that is made at a moment."""
        return self.folder / f"{self._stem}-{moment.astimezone(UTC):{_MOMENT}}{self._ending}"

    def backups(self) -> list[Backup]:
        """Give all backups, the latest first; none where there is no folder."""
        name = rf"{re.escape(self._stem)}-(\d{{8}}T\d{{6}}Z){re.escape(self._ending)}"
        found = []
        with suppress(FileNotFoundError, NotADirectoryError):
            for path in self.folder.iterdir():
                if (said := re.fullmatch(name, path.name)) and path.is_file():
                    with suppress(ValueError, FileNotFoundError):
                        moment = datetime.strptime(said[1], _MOMENT).replace(tzinfo=UTC)
                        found.append(Backup(path, moment, path.stat().st_size))
        return sorted(found, key=lambda backup: backup.made_at, reverse=True)

    def let_go(self, now: datetime) -> list[Path]:
        """Delete the backups that are not kept any more, and what is left of unfinished ones.

        Args:
            now: The moment, in UTC; what was begun within a day may not be finished yet.
        """
        every = self.backups()
        keep = kept(backup.made_at for backup in every)
        gone = [backup.path for backup in every if backup.made_at not in keep]
        for path in self.folder.glob(f"{self._stem}-*{self._ending}.part-*"):
            with suppress(FileNotFoundError):
                if now.timestamp() - path.stat().st_mtime > _A_DAY:
                    gone.append(path)
        for path in gone:
            path.unlink(missing_ok=True)
        return gone
