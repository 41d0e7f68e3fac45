"""The files that pages load: our own style sheets, scripts and pictures, and those of the network engine."""

import hashlib
import mimetypes
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response

from usagraph.visualisations.network.interactive import VENDOR, vendor_file
from usagraph.visualisations.templating import STATIC

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/static/vendor/{name}")
def vendor(request: Request, name: str) -> Response:
    """A file of the network engine, from the installed wheel."""
    if name not in VENDOR:
        raise HTTPException(404)
    return _file(request, vendor_file(name), VENDOR[name])


@router.get("/static/editor/{name}")
def editor(request: Request, name: str) -> Response:
    """A file of the SPARQL editor, where it was put beside ours (`make assets`)."""
    return _ours(request, STATIC / "editor", name)


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """One of our own style sheets, scripts or pictures."""
    return _ours(request, STATIC, name)


def _ours(request: Request, folder: Path, name: str) -> Response:
    files = folder.iterdir() if folder.is_dir() else ()
    found = {path.name: path for path in files if path.is_file()}.get(name)
    if found is None:
        raise HTTPException(404)
    return _file(request, found.read_bytes(), mimetypes.guess_type(name)[0] or "application/octet-stream")


def _file(request: Request, content: bytes, kind: str) -> Response:
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "max-age=300"})
    return Response(
        content,
        media_type=kind,
        headers={"ETag": tag, "Cache-Control": "max-age=300", "X-Content-Type-Options": "nosniff"},
    )
