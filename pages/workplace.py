"""What the pages work with: the data folder and settings of this process, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from studio import settings as studio_settings
from studio.datafolder import DataFolder
from studio.projects import Project, Projects
from studio.settings import Settings
from studio.shelf.assets import Shelf

OWNER = "local"
"""The one user there is until sign-in exists."""

Action = Literal["see", "change"]


@dataclass(frozen=True)
class Workplace:
    """One data folder, as the pages see it."""

    data: DataFolder
    settings: Settings

    @property
    def projects(self) -> Projects:
        """Its projects."""
        return Projects(self.data)

    @property
    def shelf(self) -> Shelf:
        """Its assets."""
        return Shelf(self.data)

    @property
    def base(self) -> str:
        """What every URL of ours begins with: '' or '/studio'."""
        return self.settings.base_path.rstrip("/")

    def media(self, project: str, asset: str) -> str:
        """URL of an asset, reached through its project."""
        return f"{self.base}/asset/{project}/{asset}"

    def still(self, project: str, asset: str) -> str:
        """URL of a small picture of an asset."""
        return f"{self.base}/still/{project}/{asset}"


class Chosen:
    """The workplace that the server opened; where there is no server (a test of one page), the default one."""

    workplace: Workplace | None = None


def open_workplace(data: DataFolder, settings: Settings) -> Workplace:
    """Make this the workplace of the process."""
    Chosen.workplace = Workplace(data, settings)
    return Chosen.workplace


def workplace() -> Workplace:
    """The workplace of this process."""
    return Chosen.workplace or _default(str(studio_settings.default_data()))


@cache
def _default(_root: str) -> Workplace:
    return Workplace(*studio_settings.load())


def may(user: str, action: Action, project: Project) -> bool:
    """Whether a user may see or change a project: its owner may do both."""
    return action in ("see", "change") and project.owner == user
