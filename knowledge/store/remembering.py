"""What is worked out from all documents, kept until there are others.

A question asks the same of thousands of documents again and again: which units report, under
which names. The store hands out the very same objects until a document changes (see
``catalogue``), so a result is good for as long as its documents are those objects.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from knowledge.store.ledger.stored import StoredDocument

KEPT = 8
MOST = 100_000  # results on single things
T = TypeVar("T")
P = ParamSpec("P")


def kept_for_documents(
    work_out: Callable[[Sequence[StoredDocument]], T],
) -> Callable[[Sequence[StoredDocument]], T]:
    """The function, remembering its latest results; it must not change them nor its documents.

    The documents are kept with the result, so that no other object can take on their identity.
    """
    lock = threading.Lock()
    kept: OrderedDict[tuple[int, ...], tuple[tuple[StoredDocument, ...], T]] = OrderedDict()

    @wraps(work_out)
    def remembered(documents: Sequence[StoredDocument]) -> T:
        key = tuple(map(id, documents))
        with lock:
            found = kept.get(key)
            if found is not None:
                kept.move_to_end(key)
                return found[1]
        result = work_out(documents)
        with lock:
            kept[key] = (tuple(documents), result)
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return result

    return remembered


def kept_for_each(work_out: Callable[P, T]) -> Callable[P, T]:
    """The function of things that the store hands out again and again, remembering its results.

    Things are told apart as objects and kept with the result, so that no other object can take
    on their identity. Nothing may change the results.
    """
    kept: dict[tuple[int, ...], tuple[tuple[object, ...], T]] = {}

    @wraps(work_out)
    def remembered(*things: P.args, **named: P.kwargs) -> T:
        key = tuple(map(id, things))
        found = kept.get(key)
        if found is not None:
            return found[1]
        result = work_out(*things, **named)
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = things, result
        return result

    return remembered
