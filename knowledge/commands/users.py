"""``python -m knowledge users add|reset|permit|remove|list``."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from foundation.collection import Collection
from foundation.command_line import DONE, add_store_option, settings_for, tell
from foundation.wording import say
from knowledge.people import Office
from knowledge.people.accounts import ROLES, AccountError

if TYPE_CHECKING:
    from knowledge.commands import Commands

_COLLECTIONS = tuple(str(collection) for collection in Collection)


def add_to(commands: Commands) -> None:
    """Add ``users`` with its sub-commands."""
    parser = commands.add_parser("users", help=say("people.help.users"))
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    for name, work in (
        ("add", _add),
        ("reset", _reset),
        ("permit", _permit),
        ("remove", _remove),
        ("list", _list),
    ):
        action = actions.add_parser(name, help=say(f"people.help.{name}"))
        add_store_option(action)
        if name != "list":
            action.add_argument("name", metavar="NAME", help=say("people.help.name"))
        if name == "add":
            action.add_argument("--role", choices=ROLES, required=True, help=say("people.help.role"))
        if name in ("add", "permit"):
            action.add_argument(
                "--reads",
                nargs="+",
                choices=_COLLECTIONS,
                required=name == "permit",
                help=say("people.help.reads"),
            )
        if name in ("add", "reset"):
            action.add_argument("--password-stdin", action="store_true", help=say("people.help.stdin"))
        action.set_defaults(work=work)


@contextmanager
def _office(options: argparse.Namespace) -> Iterator[Office]:
    with Office(settings_for(options.store)) as office:
        yield office


def _add(options: argparse.Namespace) -> int:
    with _office(options) as office:
        # Who changes the store has to read all of it; who only asks begins with what is public.
        usual = [Collection.PUBLIC] if options.role == "leader" else list(Collection)
        reads = frozenset(map(Collection, options.reads or usual))
        account = office.accounts.add(options.name, options.role, reads, _password(options))
        office.audit.note(_WHO, "changed_account", f"add {account.name} {account.role}")
        tell(say("people.added", name=account.name, role=say(f"people.roles.{account.role}")))
    return DONE


def _reset(options: argparse.Namespace) -> int:
    with _office(options) as office:
        office.accounts.reset(options.name, _password(options))
        office.sign_in.end_all(options.name)
        office.audit.note(_WHO, "changed_account", f"reset {options.name}")
        tell(say("people.reset", name=options.name))
    return DONE


def _permit(options: argparse.Namespace) -> int:
    with _office(options) as office:
        office.accounts.permit(options.name, frozenset(map(Collection, options.reads)))
        office.audit.note(_WHO, "changed_account", f"permit {options.name} {' '.join(options.reads)}")
        tell(say("people.permitted", name=options.name, reads=", ".join(options.reads)))
    return DONE


def _remove(options: argparse.Namespace) -> int:
    with _office(options) as office:
        office.accounts.remove(options.name)
        office.sign_in.end_all(options.name)
        office.audit.note(_WHO, "changed_account", f"remove {options.name}")
        tell(say("people.removed", name=options.name))
    return DONE


def _list(options: argparse.Namespace) -> int:
    with _office(options) as office:
        for account in office.accounts.all():
            print(
                "\t".join(
                    (account.name, say(f"people.roles.{account.role}"), ", ".join(sorted(account.reads)))
                )
            )
    return DONE


# Who stands in the audit trail for what was done at the machine itself.
_WHO = "(dòng lệnh)"


def _password(options: argparse.Namespace) -> str:
    """The new password: typed twice, or the first line of standard input.

    Raises:
        AccountError: it was not typed twice alike.
    """
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(say("people.type_password"))
    if getpass.getpass(say("people.type_again")) != password:
        raise AccountError("password_differs")
    return password
