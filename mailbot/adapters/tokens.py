"""Bearer tokens for OAuth logins, from a file or from a command of the operator's."""

import subprocess

from mailbot.errors import Unavailable
from mailbot.settings import OAuth

# Tokens of the large providers have 1 to 4 KB; a file that is no token is not read whole.
_LONGEST = 16_384


def fetch_token(oauth: OAuth) -> str:
    """The first line of the file, or of what the command prints.

    Errors: Unavailable with one line that says what failed; never with the token.
    """
    text = _from_command(oauth) if oauth.command else _from_file(oauth)
    token = text[:_LONGEST].strip().partition("\n")[0].strip()
    if not token or not token.isascii() or not token.isprintable():
        source = oauth.command[0] if oauth.command else oauth.file
        raise Unavailable(f"oauth: {source} gives no token in its first line")
    return token


def _from_file(oauth: OAuth) -> str:
    if oauth.file is None:
        raise Unavailable("oauth: neither file nor command is set")
    try:
        with oauth.file.open(encoding="utf-8", errors="replace") as stream:
            return stream.read(_LONGEST)
    except OSError as error:
        raise Unavailable(f"oauth: {oauth.file}: {error.strerror or error}") from error


def _from_command(oauth: OAuth) -> str:
    name = oauth.command[0]
    try:
        ended = subprocess.run(
            oauth.command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=oauth.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"oauth: {name} gave no token in {oauth.seconds:g} s") from error
    except OSError as error:
        raise Unavailable(f"oauth: {name}: {error.strerror or error}") from error
    if ended.returncode:
        raise Unavailable(f"oauth: {name} ended with status {ended.returncode}")
    return ended.stdout[:_LONGEST].decode("utf-8", "replace")
