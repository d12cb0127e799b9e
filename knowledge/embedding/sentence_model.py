"""A sentence-transformers model behind LlamaIndex's embedding interface, loaded when first used."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from foundation.errors import SettingsError
from foundation.settings import Settings
from knowledge.embedding.builtin import BUILTIN_NAME, unpacked_folder
from knowledge.embedding.loading import has_fast_bfloat16, load_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# LlamaIndex hands texts over in groups of this size; sentence-transformers sorts each group by
# length and cuts it into batches that the processor computes at once.
GROUP = 512
BATCH = 16


class SentenceModel(BaseEmbedding):
    """Unit-length sentence vectors.

    ``model_name`` is the identity that a store remembers. ``location`` is what
    sentence-transformers loads: a folder, or a name on the model hub.
    """

    location: str
    _model: Any = PrivateAttr(default=None)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex shows this model."""
        return "SentenceModel"

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = load_model(self.location)
        model: SentenceTransformer = self._model
        return model

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._encode("query", [query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._encode("document", [text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._encode("document", texts)

    def _encode(self, role: str, texts: list[str]) -> list[list[float]]:
        import torch

        model = self._loaded()
        encode = model.encode_query if role == "query" else model.encode_document
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=has_fast_bfloat16()):
            vectors = encode(texts, batch_size=BATCH, show_progress_bar=False, normalize_embeddings=True)
        rows: list[list[float]] = np.asarray(vectors, np.float32).tolist()
        return rows


def open_model(settings: Settings) -> SentenceModel:
    """The model that the settings name, not loaded yet.

    Raises:
        SettingsError: a built-in model that does not exist.
    """
    wanted = settings.embedding_model
    if wanted == BUILTIN_NAME:
        return _BuiltinModel(model_name=wanted, location="", models_dir=settings.models_dir)
    if wanted.startswith("builtin:"):
        raise SettingsError("unknown_builtin_model", name=wanted, allowed=BUILTIN_NAME)
    folder = Path(wanted)
    name = f"{folder.name}@{_fingerprint(folder)}" if folder.is_dir() else wanted
    return SentenceModel(model_name=name, location=wanted, embed_batch_size=GROUP)


class _BuiltinModel(SentenceModel):
    """The model that comes with the program; unpacked when it is first needed."""

    models_dir: Path
    embed_batch_size: int = GROUP

    def _loaded(self) -> SentenceTransformer:
        if not self.location:
            self.location = str(unpacked_folder(self.models_dir))
        return super()._loaded()


def _fingerprint(folder: Path) -> str:
    """Tells apart models in folders of one name, wherever the folder lies: names and sizes."""
    files = sorted(
        f"{path.relative_to(folder).as_posix()} {path.stat().st_size}"
        for path in folder.rglob("*")
        if path.is_file()
    )
    return hashlib.sha256("\n".join(files).encode()).hexdigest()[:12]
