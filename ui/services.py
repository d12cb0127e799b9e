"""What the tabs work with: each listener at the desk of the person who sent its event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import gradio as gr

from foundation.answers import Answer
from foundation.collection import EVERYTHING
from foundation.settings import Settings
from foundation.wording import say
from knowledge.answer import Turn
from knowledge.base import KnowledgeBase
from knowledge.llm import LanguageModel, improved
from knowledge.people import Office
from knowledge.people.accounts import SOLE_USER, Account
from knowledge.people.audit import Action
from knowledge.people.conversations import Conversations
from knowledge.store.filters import Filters
from ui.answerers import Answerers
from ui.gate import ACCOUNT
from ui.panels import refusal


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's view of everything: the documents that they may read, their own conversations.

    ``knowledge_base`` refuses changes to who does not read all of it.
    """

    account: Account
    knowledge_base: KnowledgeBase
    conversations: Conversations
    settings: Settings
    model: LanguageModel | None
    office: Office | None
    answerers: Answerers

    def answer(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> Answer:
        """What the documents that the person may read answer, without the language model.

        Raises:
            ProjectError: as of ``knowledge.answer.ask``.
        """
        return self.answerers.ask(self.account.reads, question, history, filters)

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> Answer:
        """``answer``, then with the language model's help if there is one."""
        answer = self.answer(question, history, filters)
        if self.model is not None:
            base = self.knowledge_base
            for better in improved(answer, question, base, history, filters, None, self.model):
                answer = better
        return answer

    def note(self, action: Action, what: str = "") -> None:
        """Add to the audit trail what the person does; ``what`` names a thing, never its content."""
        if self.office is not None:
            self.office.audit.note(self.account.name, action, what)

    @property
    def reads_everything(self) -> bool:
        """Whether no document is kept from the person."""
        return self.account.reads >= EVERYTHING

    @property
    def takes_documents(self) -> bool:
        """Whether the person may take documents in and have them read again."""
        return self.account.drafts and self.reads_everything

    @property
    def corrects(self) -> bool:
        """Whether the person may correct and delete what the store holds."""
        return self.account.administers and self.reads_everything

    def must_read_everything(self) -> None:
        """Refuse a person who does not know the whole store that they are about to change.

        Raises:
            gr.Error: they do not.
        """
        if not self.reads_everything:
            raise refusal(say("errors.store_seen_in_part"))

    def must_draft(self) -> None:
        """Refuse a person who may not draft, check nor take documents in.

        Raises:
            gr.Error: they may not.
        """
        if not self.account.drafts:
            raise refusal(say("people.may_not_draft"))

    def must_administer(self) -> None:
        """Refuse a person who may not delete and correct.

        Raises:
            gr.Error: they may not.
        """
        if not self.account.administers:
            raise refusal(say("people.may_not_administer"))


class Services:
    """The open store, the kept conversations, the accounts: one set for each process.

    Listeners reach them by ``desk`` only, so that none can forget whose event it answers.
    ``model`` is there only where the settings name a language model. Without an ``office``
    there is one person and no accounts. Without ``answerers`` whoever asks computes the answer.
    """

    def __init__(
        self,
        knowledge_base: KnowledgeBase,
        conversations: Conversations,
        settings: Settings,
        model: LanguageModel | None = None,
        office: Office | None = None,
        answerers: Answerers | None = None,
    ) -> None:
        self._knowledge_base = knowledge_base
        self._conversations = conversations
        self._office = office
        self._answerers = answerers or Answerers(knowledge_base)
        self.settings = settings
        self.model = model

    @property
    def has_accounts(self) -> bool:
        """Whether people sign in, now or as soon as there is an administrator."""
        return self._office is not None

    @property
    def is_guarded(self) -> bool:
        """Whether people sign in already."""
        return self._office is not None and self._office.accounts.has_administrator()

    def desk(self, request: gr.Request) -> Desk:
        """The desk of the person whose request it is.

        Raises:
            gr.Error: nobody is signed in. The gate lets no such request pass; this is the second lock.
        """
        if self._office is None:
            return self.desk_of(SOLE_USER)
        scope = getattr(request.request, "scope", {})
        account = scope.get("state", {}).get(ACCOUNT)
        if not isinstance(account, Account):
            raise refusal(say("ui.sign_in.needed"))
        return self.desk_of(account)

    def desk_of(self, account: Account) -> Desk:
        """The desk of this account."""
        return Desk(
            account,
            self._knowledge_base.seen_by(account.reads),
            self._conversations.of(account.name),
            self.settings,
            self.model,
            self._office,
            self._answerers,
        )
