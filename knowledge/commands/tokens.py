"""``python -m knowledge tokens add|revoke|list``: the tokens of other programs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from foundation.command_line import DONE, add_store_option, settings_for, tell
from foundation.wording import say
from knowledge.people import Office
from knowledge.people.tokens import DAYS

if TYPE_CHECKING:
    from knowledge.commands import Commands


def add_to(commands: Commands) -> None:
    """Add ``tokens`` with its sub-commands."""
    parser = commands.add_parser("tokens", help=say("programs.help.tokens"))
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help=say("programs.help.add"))
    add.add_argument("name", metavar="NAME", help=say("people.help.name"))
    add.add_argument("--label", default="", metavar="TEXT", help=say("programs.help.label"))
    add.add_argument("--days", type=_days, default=DAYS, metavar="N", help=say("programs.help.days"))
    revoke = actions.add_parser("revoke", help=say("programs.help.revoke"))
    revoke.add_argument("id", metavar="ID", help=say("programs.help.id"))
    listed = actions.add_parser("list", help=say("programs.help.list"))
    for action, work in ((add, _add), (revoke, _revoke), (listed, _list)):
        add_store_option(action)
        action.set_defaults(work=work)


def _days(typed: str) -> int:
    days = int(typed)
    if not 1 <= days <= 3650:
        raise argparse.ArgumentTypeError("1-3650")
    return days


def _add(options: argparse.Namespace) -> int:
    """The secret goes to standard output, so that it can be sent on; it is never shown again."""
    with Office(settings_for(options.store)) as office:
        token, secret = office.tokens.add(options.name, options.label, options.days)
        office.audit.note(_WHO, "changed_account", f"token add {token.name} {token.token_id}")
    tell(say("programs.added", name=token.name, id=token.token_id, until=token.ends_at[:10]))
    print(secret)
    return DONE


def _revoke(options: argparse.Namespace) -> int:
    with Office(settings_for(options.store)) as office:
        token = office.tokens.revoke(options.id)
        office.audit.note(_WHO, "changed_account", f"token revoke {token.name} {token.token_id}")
    tell(say("programs.revoked", id=token.token_id, name=token.name))
    return DONE


def _list(options: argparse.Namespace) -> int:
    with Office(settings_for(options.store)) as office:
        for token in office.tokens.all():
            used = token.used_at[:10] or "-"
            print("\t".join((token.token_id, token.name, token.label, token.ends_at[:10], used)))
    return DONE


# Who stands in the audit trail for what was done at the machine itself.
_WHO = "(dòng lệnh)"
