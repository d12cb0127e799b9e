"""The one settings object, read from the environment and ``.env``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from foundation.errors import SettingsError
from foundation.wording import wording


class Settings(BaseSettings):
    """Every setting of the program. The README documents each with its default."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    store_dir: Path = Field(default=Path("data"), description="Folder of the knowledge base")
    database_url: str = Field(
        default="",
        repr=False,
        description="PostgreSQL database of the store: postgresql://user:password@host/name; "
        "empty: SQLite files in STORE_DIR",
    )
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
    openai_base_url: str = Field(
        default="", description="OpenAI-compatible endpoint; without it no language model is used"
    )
    openai_api_key: str = Field(default="", repr=False, description="Key of the endpoint, if it wants one")
    llm_model: str = Field(default="", description="Name of the model there; empty: none is used")
    llm_timeout_s: float = Field(
        default=20, gt=0, description="Longest wait for one reply, all tries together, in seconds"
    )
    llm_retries: int = Field(default=2, ge=0, description="Further tries after a failed request")
    llm_context_tokens: int = Field(
        default=4096, ge=512, description="Room of the model for a request and its reply, in tokens"
    )
    llm_reply_tokens: int = Field(default=700, gt=0, description="Longest reply, in tokens")
    llm_public_only: bool = Field(
        default=False, description="Send only what stands in documents marked public"
    )
    llm_log_content: bool = Field(default=False, description="Write what was sent and received to the log")
    chroma_url: str = Field(
        default="", description="Address of a Chroma server that keeps the vectors; empty: a folder does"
    )
    chroma_timeout_s: float = Field(
        default=5, gt=0, description="Longest wait for a reply of the Chroma server, in seconds"
    )
    metrics_token: str = Field(
        default="",
        pattern="^[!-~]*$",  # what a header can carry
        repr=False,
        description="Token for /metrics, of ASCII letters, digits and marks; "
        "empty: this machine and administrators only",
    )
    log_format: str = Field(
        default="text", pattern="^(text|json)$", description="text, or json: one object a line"
    )
    answer_processes: int = Field(
        default=1, ge=0, description="Processes that answer questions; 0: the one with the page does"
    )
    stop_seconds: float = Field(
        default=20, ge=0, description="Longest wait for running questions when the app is stopped"
    )
    api_per_minute: int = Field(
        default=120, gt=0, description="Requests of one account's programs in a minute"
    )
    mcp_server: bool = Field(default=False, description="Offer the MCP server at /mcp")
    host: str = Field(default="127.0.0.1", description="Address that the app listens on")
    port: int = Field(default=7860, gt=0, lt=65536, description="Port that the app listens on")

    @property
    def has_language_model(self) -> bool:
        """Whether an endpoint and a model are named; only then is anything sent anywhere."""
        return bool(self.openai_base_url.strip() and self.llm_model.strip())


@cache
def settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: a variable has a value that it cannot have. The value is not repeated, as it
            may be a secret.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0])
        allowed = wording("errors.settings_allowed")
        raise SettingsError(
            "setting_unfit", f"{name}: {wrong['type']}", name=name.upper(),
            allowed=allowed.get(name) or allowed.get(wrong["type"].split("_")[0], allowed["other"]),
        ) from None  # fmt: skip
