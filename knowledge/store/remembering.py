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
from typing import TypeVar, TypeVarTuple

from knowledge.store.ledger.stored import StoredDocument

KEPT = 8
MOST = 100_000  # results on single things
T = TypeVar("T")
K = TypeVar("K")
Others = TypeVarTuple("Others")


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


def kept_for_each(work_out: Callable[[K, *Others], T]) -> Callable[[K, *Others], T]:
    """The function of things that the store hands out again and again, remembering its results.

    A thing is told apart as an object and kept with the result, so that no other object can take
    on its identity; what is given besides must follow from it. Nothing may change the results.
    """
    kept: dict[int, tuple[K, T]] = {}

    @wraps(work_out)
    def remembered(thing: K, *others: *Others) -> T:
        found = kept.get(id(thing))
        if found is not None:
            return found[1]
        result = work_out(thing, *others)
        if len(kept) >= MOST:
            kept.clear()
        kept[id(thing)] = thing, result
        return result

    return remembered
