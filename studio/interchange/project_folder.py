"""A project as one folder that another studio can take in: project.json and its assets, named by their hashes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import Field, ValidationError

from studio import database as db
from studio.backend import Frozen
from studio.datafolder import DataFolder
from studio.errors import BadInput, StorageError
from studio.projects import Project, Projects
from studio.shelf.assets import Asset, Shelf
from studio.story.brief import Brief
from studio.story.storyboard import Storyboard
from studio.timeline.cutplan import CutPlan
from studio.timeline.timeline import Timeline

SIGNS: dict[str, tuple[int, bytes]] = {
    ".mp4": (4, b"ftyp"),
    ".wav": (0, b"RIFF"),
    ".png": (0, b"\x89PNG"),
    ".jpg": (0, b"\xff\xd8\xff"),
}
"""Where and with which bytes a file of a suffix begins. Text has no sign; it is only ever read as UTF-8."""
TEXTS = (".json", ".srt", ".vtt", ".txt")


class Take(Frozen):
    """A take of a slot."""

    slot: str = Field(max_length=80)
    key: str = Field(max_length=64)
    asset: str = Field(pattern=r"^[0-9a-f]{64}$")
    chosen: bool


class PackedAsset(Asset):
    """An asset of the folder: `assets/<id><suffix>`."""

    id: str = Field(pattern=r"^[0-9a-f]{64}$")
    suffix: str = Field(pattern=r"^\.[a-z0-9]{1,6}$")


class PackedProject(Frozen):
    """All of project.json."""

    format: Literal[1] = 1
    title: str = Field(max_length=200)
    brief: Brief
    storyboard: Storyboard | None = None
    cutplan: CutPlan | None = None
    timeline: Timeline | None = None
    film: str | None = None
    takes: tuple[Take, ...] = ()
    assets: tuple[PackedAsset, ...] = ()


def export_project(data: DataFolder, project_id: str, target: Path) -> Path:
    """Write a project and all its takes to a new folder; the folder. Refuses one that is there already."""
    project, shelf = Projects(data).get(project_id), Shelf(data)
    if target.exists():
        raise BadInput(f"{str(target)!r} is there already.", "Name a folder that does not exist yet.")
    query = sa.select(db.take).where(db.take.c.project == project_id).order_by(db.take.c.slot, db.take.c.created)
    with shelf.engine.connect() as connection:
        takes = tuple(
            Take(slot=row.slot, key=row.key, asset=row.asset, chosen=row.chosen) for row in connection.execute(query)
        )
    ids = sorted({take.asset for take in takes} | ({project.film} if project.film else set()))
    assets = tuple(PackedAsset(**shelf.get(asset_id).model_dump()) for asset_id in ids)
    packed = PackedProject(
        title=project.title,
        brief=project.brief,
        storyboard=project.storyboard,
        cutplan=project.cutplan,
        timeline=project.timeline,
        film=project.film,
        takes=takes,
        assets=assets,
    )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            (folder / "assets").mkdir()
            for asset in assets:
                shutil.copyfile(shelf.open_local(asset.id), folder / "assets" / f"{asset.id}{asset.suffix}")
            (folder / "project.json").write_text(packed.model_dump_json(indent=1), encoding="utf-8")
            os.replace(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise StorageError(
            f"The project could not be written to {str(target)!r}: {error.strerror}.",
            "Free space, or name another folder.",
        ) from error
    return target


def import_project(data: DataFolder, source: Path) -> Project:
    """Take a project folder in as a new project; the project. Every file is checked before anything is written.

    Assets are taken in by hash and are never found as answers of requests: another studio's claim of what a request
    made is not believed.
    """
    packed = _read(source)
    shelf, projects = Shelf(data), Projects(data)
    known = {asset.id for asset in packed.assets}
    used = {take.asset for take in packed.takes} | ({packed.film} if packed.film else set())
    if missing := sorted(used - known):
        raise BadInput(f"{source / 'project.json'} names the asset {missing[0]!r} and does not bring it.", AGAIN)
    for asset in packed.assets:
        _check(source / "assets" / f"{asset.id}{asset.suffix}", asset)
    for asset in packed.assets:
        copy = data.tmp / f"import-{os.getpid()}-{asset.id}{asset.suffix}"
        try:
            shutil.copyfile(source / "assets" / f"{asset.id}{asset.suffix}", copy)
            shelf.commit(copy, asset.kind, recipe=asset.recipe, facts=asset.facts)
        finally:
            copy.unlink(missing_ok=True)
    project = projects.create(packed.brief)
    for take in packed.takes:
        projects.add_take(project.id, take.slot, take.key, take.asset, choose=take.chosen)
    values: dict[str, Any] = {"title": packed.title, "film": packed.film}
    for name in ("storyboard", "cutplan", "timeline"):
        values[name] = getattr(packed, name)
    return projects.update(project.id, **values)


AGAIN = "Export it again with `studio project export`."


def _read(source: Path) -> PackedProject:
    file = source / "project.json"
    try:
        text = file.read_text(encoding="utf-8")
        values = json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{str(file)!r} cannot be read.", "Name a folder that `studio project export` wrote.") from error
    except json.JSONDecodeError as error:
        raise BadInput(f"{file}, line {error.lineno}: this is no JSON ({error.msg}).", AGAIN) from error
    found = values.get("format") if isinstance(values, dict) else None
    if found != 1:
        raise BadInput(f"{file} has format {found!r}; this studio reads 1.", "Use the studio version that wrote it.")
    try:
        return PackedProject.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{file}: {where}: {first['msg']}.", AGAIN) from error


def _check(path: Path, asset: PackedAsset) -> None:
    """Refuse a file that is no plain file, bears a wrong sign for its suffix, or is not what its name says."""
    if path.is_symlink() or not path.is_file():
        raise BadInput(f"{str(path)!r} is missing or is no plain file.", AGAIN)
    with path.open("rb") as file:
        head = file.read(16)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    sign = SIGNS.get(asset.suffix)
    if (sign is None and asset.suffix not in TEXTS) or (sign and not head[sign[0] :].startswith(sign[1])):
        raise BadInput(f"{str(path)!r} is no {asset.suffix} file.", AGAIN)
    if digest != asset.id:
        raise BadInput(f"{str(path)!r} is damaged: its hash is {digest[:12]}….", AGAIN)
