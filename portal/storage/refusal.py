"""Why a file is not taken."""

from __future__ import annotations

from ..contracts import Sentence


class Refused(Exception):
    """A file that is not taken; `sentence` says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
