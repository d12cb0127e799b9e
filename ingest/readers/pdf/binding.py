"""Names for PDFium's binding, which comes without types."""

from __future__ import annotations

from typing import Any, TypeAlias

import pypdfium2.raw

pdfium: Any = pypdfium2.raw
Document: TypeAlias = Any
Page: TypeAlias = Any
TextPage: TypeAlias = Any
