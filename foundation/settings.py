"""The one settings object, read from the environment and ``.env``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting of the program. The README documents each with its default."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    store_dir: Path = Field(default=Path("data"), description="Folder of the knowledge base")
    embedding_model: str = Field(
        default="builtin:multilingual-e5-small",
        description="sentence-transformers model: the built-in one, a folder, or a name",
    )
    models_dir: Path = Field(
        default=Path("data/models"),
        description="Folder of the built-in embedding model, unpacked once for all stores",
    )
    reranker_model: str = Field(default="", description="Cross-encoder by name or folder; empty: none")
    lexical_weight: float = Field(
        default=0.55, ge=0, le=1, description="Share of lexical search in the fused score"
    )
    max_file_mb: int = Field(default=100, gt=0, description="Largest file that is read, in MB")
    ocr_engine: str = Field(
        default="auto",
        pattern="^(auto|tesseract|trueocr|off)$",
        description="auto, tesseract, trueocr or off",
    )
    host: str = Field(default="127.0.0.1", description="Address that the app listens on")
    port: int = Field(default=7860, gt=0, lt=65536, description="Port that the app listens on")


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
