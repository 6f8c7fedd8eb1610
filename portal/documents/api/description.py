"""The description of the interface by itself: OpenAPI 3.1, kept by hand, with the lists that rooms offer."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ...partnerships.open_lists import OpenList, open_lists
from ...web.programs import PREFIX, root
from .answers import Given, offered

FILE = Path(__file__).with_name("openapi.json")
ONE = "/kemitraan/{partnership_id}/"


@offered("/openapi.json")
def openapi(given: Given) -> dict[str, Any]:
    """What can be asked for, and what is answered."""
    kept = _kept()
    paths = {**kept["paths"], **{ONE + item.path: _path_of(item) for item in open_lists().values()}}
    return {**kept, "servers": [{"url": root() + PREFIX}], "paths": dict(sorted(paths.items()))}


@cache
def _kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def _path_of(item: OpenList) -> dict[str, Any]:
    """A list of a partnership's things, described as those of the file are."""
    thing = {"type": "object", "properties": item.fields, "required": list(item.fields), "additionalProperties": False}
    listed = {"type": "array", "items": thing}
    found = {"properties": {"data": listed, "next": _ref("schemas/Next")}, "required": ["data", "next"]}
    answer = {
        "description": "Satu bagian daftar.",
        "headers": {name: _ref(f"headers/{name}") for name in ("ETag", "Link", "Cache-Control")},
        "content": {"application/json": {"schema": {"type": "object", **found}}},
    }
    names = ("partnership_id", "after", "limit")
    errors = {"304": "Unchanged", "400": "BadRequest", "401": "Unauthorized", "404": "NotFound"}
    more = {"406": "NotAcceptable", "429": "TooMany"}
    return {
        "get": {
            "summary": item.summary,
            "operationId": f"list_{item.path}",
            "tags": ["Kemitraan"],
            "parameters": [_ref(f"parameters/{name}") for name in names],
            "responses": {"200": answer, **{code: _ref(f"responses/{name}") for code, name in (errors | more).items()}},
        }
    }


def _ref(place: str) -> dict[str, str]:
    return {"$ref": f"#/components/{place}"}
