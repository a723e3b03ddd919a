"""Media routes: assets reached through their project, by id and never by path, with ranges; stills and previews."""

from __future__ import annotations

import asyncio
import re
import secrets
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from pages import actions, stills
from pages.workplace import OWNER, Workplace, may, workplace
from studio import database as db
from studio.errors import NotFound, StudioError
from studio.projects import Project
from studio.provenance import recipe
from studio.shelf.assets import Asset

TYPES: dict[str, str] = {
    ".mp4": "video/mp4",
    ".wav": "audio/wav",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}
FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}


async def media(request: Request) -> Response:
    """GET /asset/{project}/{asset}: the file, whole or a range of it; `?download=name` saves it under that name."""
    try:
        asset, path = await asyncio.to_thread(_reach, request)
    except NotFound as error:
        return PlainTextResponse(str(error), 404)
    headers = dict(FOREVER)
    name = request.query_params.get("download")
    if name is not None:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name(name, asset.suffix))}"
        path = await asyncio.to_thread(_leaving, asset, path)
    return FileResponse(path, media_type=TYPES.get(asset.suffix, "application/octet-stream"), headers=headers)


async def still(request: Request) -> Response:
    """GET /still/{project}/{asset}: a picture of an asset, 640 px wide, made once and kept in the cache."""
    try:
        asset, path = await asyncio.to_thread(_reach, request)
        picture = await asyncio.to_thread(stills.still, workplace().data, asset, path)
    except StudioError as error:
        return PlainTextResponse(str(error), 404)
    return FileResponse(picture, media_type="image/jpeg", headers=FOREVER)


async def preview(request: Request) -> Response:
    """GET /preview/{project}?slot=s01: the newest preview of a slot, or of any; 204 where nothing is drawn now."""
    try:
        project = await asyncio.to_thread(_project, workplace(), request.path_params["project"])
    except NotFound as error:
        return PlainTextResponse(str(error), 404)
    path = await asyncio.to_thread(actions.preview, workplace(), project, request.query_params.get("slot", ""))
    if path is None:
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    try:
        picture = await asyncio.to_thread(path.read_bytes)
    except FileNotFoundError:
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


async def health(_request: Request) -> Response:
    """GET /health: the pages are up and the database answers."""
    await asyncio.to_thread(_ask_database)
    return JSONResponse({"ok": True})


def _leaving(asset: Asset, path: Path) -> Path:
    """The file as it leaves the studio, its recipe inside it; made once and kept in the cache."""
    if not recipe.told(asset):
        return path
    kept = workplace().data.cache / "leaving" / f"{asset.id}{asset.suffix}"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_name(f".{secrets.token_hex(4)}{asset.suffix}")
        recipe.copied(asset, path, part)
        part.replace(kept)
    return kept


def file_name(name: str, suffix: str) -> str:
    """A name for a download that every file system takes: letters, digits, spaces and dashes, with our suffix."""
    plain = re.sub(r"[^\w \-]+", "", name.removesuffix(suffix)).strip()[:80]
    return f"{plain or 'trailer'}{suffix}"


def _ask_database() -> None:
    with db.database(workplace().data).connect() as connection:
        connection.execute(sa.select(1))


def _project(place: Workplace, project_id: str) -> Project:
    project = place.projects.get(project_id)
    if not may(OWNER, "see", project):
        raise NotFound(f"There is no project {project_id!r}.")
    return project


def _reach(request: Request) -> tuple[Asset, Path]:
    """The asset and its file, where it belongs to the project and the project may be seen."""
    place = workplace()
    project = _project(place, request.path_params["project"])
    asset_id = request.path_params["asset"]
    if asset_id not in reachable(place, project):
        raise NotFound(f"Project {project.id!r} has no asset {asset_id!r}.")
    return place.shelf.get(asset_id), place.shelf.open_local(asset_id)


def reachable(place: Workplace, project: Project) -> set[str]:
    """Ids of every asset a project owns: its takes, chosen or not, and its film."""
    query = sa.select(db.take.c.asset).where(db.take.c.project == project.id)
    with db.database(place.data).connect() as connection:
        found = {row.asset for row in connection.execute(query)}
    return found | ({project.film} if project.film else set())
