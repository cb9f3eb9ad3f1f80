"""Logins and codes that are printed, read aloud and typed: no letter or digit is taken for another."""

import secrets

ALPHABET = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
"""Neither I, L, O, S nor 0, 1, 5."""
PREFIX = "c-"
"""How the login of a candidate whom the centre enrolled begins."""
LOGIN_LENGTH = 6
GROUP = 5
GROUPS = 2
TYPED = 80
"""Signs read of what is typed as a code."""


def new_login() -> str:
    """Return a login such as `c-k7m2pw`."""
    return PREFIX + _drawn(LOGIN_LENGTH).lower()


def new_code() -> str:
    """Return a code such as `K7M2P-9RTWX`: some 48 bits of chance."""
    return "-".join(_drawn(GROUP) for _ in range(GROUPS))


def as_printed(typed: str) -> str:
    """Return what somebody typed as the code is printed, whatever its case, spaces and hyphens."""
    letters = "".join(letter for letter in typed.upper()[:TYPED] if letter in ALPHABET)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def as_kept(login: str, password: str) -> str:
    """Return the secret that is compared: the printed code of a candidate enrolled by the centre, or what was typed."""
    return as_printed(password) if login.startswith(PREFIX) else password


def _drawn(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
