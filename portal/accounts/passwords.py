"""Passwords: argon2id, at most two at once, and a list of those that everybody guesses first."""

from __future__ import annotations

import re
import threading
from functools import cache, cached_property
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

COMMON = Path(__file__).parent / "common_passwords.txt"
AT_ONCE = 2
DECORATION = 6  # digits and signs around a known word that still make it easy to guess


class PasswordKeeper:
    """Makes and checks password hashes. `memory` in KiB; two at once bound the memory of a small machine."""

    def __init__(self, time_cost: int = 2, memory: int = 19_456) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory, parallelism=1)
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """The hash to keep."""
        with self._turns:
            return self._hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password is the right one; takes the same time when there is no account."""
        unknown = self._nobody  # made before either case, so that the first sign-in shows nothing
        with self._turns:
            try:
                return self._hasher.verify(stored or unknown, password) and stored is not None
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, stored: str) -> bool:
        """Whether a hash was made with other settings than today's."""
        return self._hasher.check_needs_rehash(stored)

    @cached_property
    def _nobody(self) -> str:
        return self.hash("bukan kata sandi siapa pun")


keeper = PasswordKeeper()


def is_common(password: str, *own_words: str) -> bool:
    """Whether a password is on the list, or is only one of the person's own words with some digits."""
    if password.lower() in common_passwords() or len(set(password)) < 3:
        return True
    bare = _bare(password)
    if len(password) - len(bare) > DECORATION:
        return False
    return bare in common_passwords() or any(bare == _bare(word) for word in own_words if len(word) > 2)


@cache
def common_passwords() -> frozenset[str]:
    """The passwords that are refused, in lower case."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())


def _bare(password: str) -> str:
    """The word inside `Desa2024!`: without case, and without digits and signs around it."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.lower())
