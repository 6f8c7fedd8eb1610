"""Papers become pages, DOCX and PDF: one value in, three forms that say the same."""

from __future__ import annotations

from .docx import append_blocks, as_docx
from .look import Look, Seal, logos_of
from .parts import parts_of
from .pdf import as_pdf

__all__ = ["Look", "Seal", "append_blocks", "as_docx", "as_pdf", "logos_of", "parts_of"]
