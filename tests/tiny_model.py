"""A sentence-transformers model of a few thousand random weights: what it embeds means nothing."""

from __future__ import annotations

from pathlib import Path

from transformers import BertConfig, BertModel, BertTokenizerFast

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def build(folder: Path) -> Path:
    """Write the model's folder; loads in milliseconds and embeds without effort."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = (*_SPECIAL, *_LETTERS, *(f"##{letter}" for letter in _LETTERS))
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(config).save_pretrained(folder)
    return folder
