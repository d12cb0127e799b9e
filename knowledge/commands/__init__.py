"""The commands of ``python -m knowledge``, one module each.

A command module has ``add_to(commands)``, which adds its arguments and names its work.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from foundation.command_line import settings_for
from foundation.errors import NotFound
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.store.database import open_database

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def existing_store(options: argparse.Namespace) -> Settings:
    """The settings of the store that the command line names, which must be there.

    Raises:
        NotFound: there is no store in that folder.
    """
    settings = settings_for(options.store)
    with closing(open_database(settings)) as database:
        if not database.exists():
            raise NotFound("store_missing", folder=database.place)
    return settings


def open_store(options: argparse.Namespace) -> KnowledgeBase:
    """The store that the command line names, which must be there and hold something.

    Raises:
        NotFound: there is no store in that folder, or nothing in it.
        StoreError: the store cannot be used.
    """
    settings = existing_store(options)
    base = KnowledgeBase.open(settings)
    if not base.documents():
        base.close()
        raise NotFound("store_empty", folder=settings.store_dir)
    return base
