"""What this room carries into a partnership's file; said once, when this module is read."""

from __future__ import annotations

from ...contracts import say
from ...partnerships.portable import leave_out
from ..issuing.models import IssuedFile, IssuedPaper
from .models import EarlierEvent, PartnershipCopy

leave_out(PartnershipCopy, say("Asal usul salinan tercatat di keterangan berkas."))
leave_out(EarlierEvent, say("Riwayat dibawa tersendiri."))
leave_out(
    IssuedPaper,
    say("Nomor surat milik buku nomor di portal asal; berkas surat yang terbit tetap dibawa."),
    keeps_files=True,
)
leave_out(
    IssuedFile,
    say("Nomor surat milik buku nomor di portal asal; berkas surat yang terbit tetap dibawa."),
    keeps_files=True,
)
