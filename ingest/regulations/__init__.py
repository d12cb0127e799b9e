"""Laws, decrees, circulars, decisions and their like: read by Chương, Mục, Điều, Khoản, Điểm."""

from ingest.regulations.passages import regulation_passages
from ingest.regulations.provisions import Provision, provisions

__all__ = ["Provision", "provisions", "regulation_passages"]
