"""Where the shipped templates, rules and example are: beside the package, or inside a wheel."""

from pathlib import Path

from mailbot.errors import Unavailable

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    inside, beside = _PACKAGE / name, _PACKAGE.parent / name
    # A checkout has the project file beside the package. An editable install can leave an unused
    # copy inside the package: in a checkout the one that people edit wins.
    in_checkout = (_PACKAGE.parent / "pyproject.toml").is_file()
    for place in (beside, inside) if in_checkout else (inside, beside):
        if place.exists():
            return place
    raise Unavailable(f"{name} is not part of this installation: install mailbot again")


def templates() -> Path:
    """The folder with a folder of letters for each language."""
    return _find("templates")


def rules() -> Path:
    """The folder of the shipped rules."""
    return _find("rules")


def example_config() -> Path:
    """The example settings."""
    return _find("config.example.toml")
