"""Pictures made ready for the barcode reader by Pillow: bounded before decoding, scaled, turned,
sharpened.
"""

import io
from collections.abc import Iterator
from importlib import import_module

from PIL import Image, ImageFilter, ImageOps

from mailbot.adapters.reading.barcodes import read_codes
from mailbot.adapters.reading.contents import Contents, Job

_LARGEST_SIDE = 2_000
_LARGEST_TURNED = 1_600
_SMALLEST_SIDE = 48  # below: a logo or an icon, no barcode can be in it
_WORTH_TURNING = 240 * 180
# The barcode reader itself tries quarter turns, so these five are the sweep of a whole turn.
_ANGLES = (15, 75, 30, 60, 45)
_MOST_CODES = 20
_LONGEST_CODE = 200


def read_picture(job: Job) -> Contents:
    """The barcodes and QR codes on a picture: hints that somebody has to confirm."""
    if job.data[4:8] == b"ftyp":
        import_module("mailbot.adapters.reading.heic").know_heic()
    try:
        image = Image.open(io.BytesIO(job.data))
    except Image.DecompressionBombError:
        return Contents(problem=f"a picture of more than {job.limits.picture_pixels} pixels")
    with image:
        width, height = image.size
        if width * height > job.limits.picture_pixels:
            return Contents(problem=f"a picture of {width} x {height} pixels, not opened")
        if min(width, height) < _SMALLEST_SIDE:
            return Contents()
        gray = _gray(image)
    for attempt in _attempts(gray) if job.thorough else (gray,):
        codes = read_codes(attempt)
        if codes:
            shown = (code[:_LONGEST_CODE] for code in dict.fromkeys(codes))
            return Contents(codes=tuple(shown)[:_MOST_CODES])
        if job.late:
            return Contents(problem="no barcode found before its time was used up")
    return Contents()


def _gray(image: Image.Image) -> Image.Image:
    """The picture in gray, no side longer than 2,000 pixels."""
    image.draft("L", (_LARGEST_SIDE, _LARGEST_SIDE))
    factor = max(image.size) // _LARGEST_SIDE
    small = image.reduce(factor) if factor > 1 and image.mode in {"L", "RGB", "RGBA"} else image
    if small.mode in {"RGBA", "LA", "PA"} or "transparency" in small.info:
        flat = small.convert("RGBA")
        ground = Image.new("RGBA", flat.size, "white")
        small = Image.alpha_composite(ground, flat)
    elif small.mode.startswith("I;16") or small.mode in {"I", "F"}:
        small = ImageOps.autocontrast(small.convert("F").convert("L"))
    gray = small.convert("L")
    gray.thumbnail((_LARGEST_SIDE, _LARGEST_SIDE))
    return gray


def _attempts(gray: Image.Image) -> Iterator[Image.Image]:
    """The picture as it is, then what makes codes readable on photos that are not straight or
    sharp.
    """
    yield gray
    if gray.width * gray.height < _WORTH_TURNING:
        return
    small = gray.copy()
    small.thumbnail((_LARGEST_TURNED, _LARGEST_TURNED))
    sharp = ImageOps.autocontrast(small.filter(ImageFilter.UnsharpMask(3, 200, 2)), cutoff=1)
    yield sharp
    if max(small.size) <= 1_000:
        yield sharp.resize((sharp.width * 2, sharp.height * 2), Image.Resampling.BICUBIC)
    for angle in _ANGLES:
        yield small.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=160)
    for angle in (30, 60):
        yield sharp.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=160)
    yield small.filter(ImageFilter.GaussianBlur(1.2))
