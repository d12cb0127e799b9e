"""Errors that reach a person.

Each carries a key of ``prompts/errors.toml`` (the Vietnamese message: what is wrong, with
which file, what to do) and an English cause for the log.
"""

from __future__ import annotations

from foundation.wording import say


class ProjectError(Exception):
    """Base of all errors with a message fit for a person. Caught at the entry points."""

    def __init__(self, key: str, cause: str = "", **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(cause or key)

    @property
    def message(self) -> str:
        """The Vietnamese message for the person."""
        return say(f"errors.{self.key}", **self.values)


class UnreadableFile(ProjectError):
    """A file could not be read or was refused. Raised by readers; the other files go on."""


class StoreError(ProjectError):
    """The store is locked, damaged or built by another model. Raised by the knowledge base."""


class SettingsError(ProjectError):
    """A setting is wrong. Raised at start, with the allowed values in the message."""


class NotFound(ProjectError):
    """A document or conversation is not there (any more). Raised by look-ups by id."""


class AmendmentRefused(ProjectError):
    """A correction of an award record cannot be made; the message says why. Raised by the award book."""
