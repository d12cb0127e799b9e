"""The seam for a language model: it may put a drafted sentence into other words and bring nothing new.

Accepted is only what ``knowledge.evidence.rewording`` finds faithful. Everything else leaves the
template's sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from knowledge.draft.parts import Sentence
from knowledge.evidence.rewording import unfaithful

# Gets a sentence, whose text holds citation marks; gives back other words for the text, with them.
Rewrite = Callable[[Sentence], str]

log = logging.getLogger(__name__)


def accepted(sentence: Sentence, rewrite: Rewrite) -> Sentence:
    """The sentence in the rewriter's words, or unchanged where these say anything else."""
    try:
        offered = rewrite(sentence)
    except Exception:  # whatever a remote model does, the draft goes on
        log.exception("the rewriter failed")
        return sentence
    return replace(sentence, text=offered.strip()) if says_the_same(sentence.text, offered) else sentence


def says_the_same(original: str, offered: str) -> bool:
    """Whether other words for a sentence keep to its content."""
    return not unfaithful(original, offered)
