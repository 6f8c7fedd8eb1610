"""Certified electronic signatures (PP 71/2019): what a provider offers, and which ones there are.

A signature is made by the provider with the signer's own certificate and passphrase. The portal never presents
anything that somebody clicks as a signature, and keeps no passphrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ...contracts import Text, say
from .embedded import Signature


class NotConfigured(RuntimeError):
    """The provider was asked to sign or check before it was set up."""


@dataclass(frozen=True)
class Signer:
    """Who signs: the name and the office as they stand on the paper. Secrets go to the provider alone."""

    name: str
    office: str


class Provider(Protocol):
    """A provider of certified signatures."""

    @property
    def code(self) -> str:
        """Its short name for programs."""
        ...

    @property
    def label(self) -> Text:
        """What people call it."""
        ...

    @property
    def needs(self) -> Sequence[Text]:
        """What has to be there before it can be used, in sentences."""
        ...

    def is_ready(self) -> bool:
        """Whether the operator has set it up."""
        ...

    def sign(self, pdf: bytes, signer: Signer) -> bytes:
        """The PDF with the signer's certified signature in it."""
        ...

    def check(self, pdf: bytes) -> list[Signature]:
        """The signatures in a PDF that the provider vouches for."""
        ...


@dataclass(frozen=True)
class Unconfigured:
    """A provider that is named, so that people know what it would take, and that does nothing yet."""

    code: str
    label: Text
    needs: tuple[Text, ...]

    def is_ready(self) -> bool:
        """Never, until its adapter is there."""
        return False

    def sign(self, pdf: bytes, signer: Signer) -> bytes:
        """Refused: see `needs`."""
        raise NotConfigured(self.code)

    def check(self, pdf: bytes) -> list[Signature]:
        """Refused: see `needs`."""
        raise NotConfigured(self.code)


BSRE = Unconfigured(
    "bsre",
    say("BSrE (Balai Besar Sertifikasi Elektronik, BSSN)"),
    (
        say("perjanjian pemerintah kabupaten/kota dengan BSSN/BSrE, yang mengizinkan layanannya dipakai dari aplikasi"),
        say("sertifikat elektronik atas nama pejabat yang menandatangani"),
        say("alamat dan kunci layanan dari BSrE, dipasang oleh pengelola portal"),
    ),
)
PROVIDERS: tuple[Provider, ...] = (BSRE,)
