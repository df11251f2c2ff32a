"""Barcodes and QR codes on a picture by zxing-cpp."""

import zxingcpp

from mailbot.adapters.reading.charsets import clean

# Formats that shipping and product labels carry. Codabar, Telepen and the two and five digit
# add-ons are left out: they are what the reader sees in noise.
_FORMATS = "Code128,Code39,Code93,EAN13,EAN8,UPCA,ITF,QRCode,MicroQRCode,DataMatrix,Aztec,PDF417"


def read_codes(image: object) -> list[str]:
    """The texts of the codes on a picture (anything with an array interface), top to bottom."""
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str(_FORMATS))
    ordered = sorted(found, key=lambda code: code.position.top_left.y)
    return [text for text in (clean(code.text).strip() for code in ordered) if text]
