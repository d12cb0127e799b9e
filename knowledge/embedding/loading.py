"""Loads sentence-transformers models from a folder or by name, quietly and, for a folder, offline."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_E5 = re.compile(r"(?:^|[/_-])e5(?:[/_-]|$)", re.IGNORECASE)


def load_model(location: str) -> SentenceTransformer:
    """The model in a folder, or of a name on the model hub.

    E5 models were trained with the prefixes "query: " and "passage: " but most do not state
    them; every other model keeps its own prompts.
    """
    local = Path(location).is_dir()
    if local:
        # Without these, transformers asks the hub for files that a folder does not have.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # A progress bar and a table of unused weights are no news to the person at the screen.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(len(os.sched_getaffinity(0)))
    model = SentenceTransformer(location, device="cpu", local_files_only=local)
    if not any(model.prompts.values()) and _E5.search(location):
        model.prompts.update(query="query: ", document="passage: ")
    return model.eval()


def has_fast_bfloat16() -> bool:
    """Whether the processor computes in bfloat16 itself (AMX or AVX512-BF16).

    Elsewhere bfloat16 is emulated and slower than float32.
    """
    import torch

    return bool(torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported())
