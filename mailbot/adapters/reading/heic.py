"""HEIC photos, as telephones take them, opened through pillow-heif."""

from pillow_heif import register_heif_opener


def know_heic() -> None:
    """From now on HEIC files open like any picture. Doing it twice changes nothing."""
    register_heif_opener(thumbnails=False)
