"""Photos: read once, and written anew as a small upright JPEG without position and camera data."""

from __future__ import annotations

import threading
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from ..contracts import say
from .refusal import Refused

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 1600
LOGO_SIDE = 360  # three centimetres at 300 dots an inch
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_one_at_a_time = threading.Lock()  # each may take 200 MB for a second


def harmless(content: bytes, media_type: str) -> bytes:
    """The picture alone, at most 1600 pixels wide and high; `Refused` when it is too large or broken."""
    return _remade(content, media_type, _made_anew)


def logo(content: bytes, media_type: str) -> bytes:
    """The picture as a PNG of at most 360 pixels wide and high, on white; `Refused` like `harmless`."""
    return _remade(content, media_type, _made_small)


def _remade(content: bytes, media_type: str, anew: Callable[[Image.Image], bytes]) -> bytes:
    from PIL import Image  # it is large, and few requests need it

    try:
        with _one_at_a_time, Image.open(BytesIO(content), formats=(FORMATS[media_type],)) as image:
            if image.width * image.height > most_pixels(image):
                raise Refused(say("Foto ini terlalu besar ukurannya. Kecilkan dulu, lalu pilih lagi."))
            return anew(image)
    except Refused:
        raise
    except Exception as error:  # decoders raise whatever a made-up file brings about
        raise Refused(say("Foto ini rusak atau tidak lengkap. Coba foto lagi.")) from error


def most_pixels(image: Image.Image) -> int:
    """How many pixels may be read into memory, by what its decoder holds of them at once."""
    if image.format == "JPEG":  # read at a fraction of its size, unless all of its passes are needed for that
        return 20_000_000 if image.info.get("progressive") else 40_000_000
    if image.format == "WEBP" or image.has_transparency_data:
        return 12_500_000
    return 20_000_000 if image.mode == "P" else 25_000_000


def _made_anew(image: Image.Image) -> bytes:
    made = BytesIO()
    _shrunk(image, LONGEST_SIDE).save(made, "JPEG", quality=70, progressive=True)
    return made.getvalue()


def _made_small(image: Image.Image) -> bytes:
    made = BytesIO()
    _shrunk(image, LOGO_SIDE).save(made, "PNG", optimize=True)
    return made.getvalue()


def _shrunk(image: Image.Image, longest: int) -> Image.Image:
    """Upright, on white, at most so many pixels wide and high."""
    from PIL import ImageOps

    image.draft("RGB", (longest, longest))
    # Black and white, and palettes, would be made small by leaving pixels out.
    mode = "L" if image.mode == "1" else "RGBA" if image.has_transparency_data else "RGB"
    picture = image.convert(mode) if image.mode in ("1", "P") else image
    picture.thumbnail((longest, longest))  # before anything else that copies it
    return _on_white(ImageOps.exif_transpose(picture))


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode == "I;16":  # as it is, all but the darkest would become white
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
