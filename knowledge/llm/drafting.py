"""A drafted sentence in the model's words; the draft's own check decides whether they are taken."""

from __future__ import annotations

import re
import time

from foundation.wording import say
from knowledge.base import KnowledgeBase
from knowledge.draft.parts import Sentence
from knowledge.evidence.marking import MARK, mark
from knowledge.evidence.rewording import unfaithful
from knowledge.llm.failures import ModelFailure
from knowledge.llm.model import LanguageModel
from knowledge.llm.prompts import fill, speaks_to_machine

_NUMBERED = re.compile(r"\[(\d{1,3})\]")
_PATIENCE = 4  # replies' time that a whole draft may take


class DraftRewriter:
    """Rewrites sentences for one draft; counts what came of them.

    Once the endpoint fails, or has taken too long altogether, every further sentence stays.
    ``message`` then says why.
    """

    def __init__(self, base: KnowledgeBase, model: LanguageModel) -> None:
        self._model = model
        self._names = {d.document_id: d.name for d in model.may_see(base.documents())}
        self._until = time.monotonic() + _PATIENCE * model.patience_s
        self._ended = False
        self.reworded = self.refused = 0
        self.message = ""

    def told(self) -> str:
        """What came of it, for the drafter."""
        counts = say("model.drafted", reworded=self.reworded, refused=self.refused)
        return f"{counts} {self.message}".strip()

    def __call__(self, sentence: Sentence) -> str:
        """Other words for the sentence's text, or the text itself."""
        if self._ended or not all(source.document_id in self._names for source in sentence.sources):
            return sentence.text
        if speaks_to_machine(sentence.text):
            return sentence.text
        shown = MARK.sub(lambda match: f"[{int(match[1]) + 1}]", sentence.text)
        names = [self._names[source.document_id] for source in sentence.sources]
        try:
            if time.monotonic() > self._until:
                raise ModelFailure("slow", "the draft has taken long enough")
            lines = [line.strip() for line in self._model.lines(fill("drafting", shown), names)]
        except ModelFailure as failure:
            self._ended, self.message = True, failure.message
            return sentence.text
        reply = " ".join(line for line in lines if line)
        offered = _NUMBERED.sub(lambda match: mark(int(match[1]) - 1), reply)
        if unfaithful(sentence.text, offered):
            self.refused += 1
            return sentence.text
        self.reworded += offered != sentence.text
        return offered
