"""Sentences for refused deeds about rights."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ordo.access.services import Refusal

SENTENCES: Mapping[Refusal, str | Promise] = {
    Refusal.WRITING: _("A simple role only reads: it cannot get a permission that enters or changes data."),
    Refusal.LAST_KEEPER: _(
        "Nobody would be left who may change roles or give them out. Give the permission to somebody else first."
    ),
    Refusal.LAST_HOLDER: _(
        "Nobody would be left who may change roles or give them out. Give such a role to somebody else first."
    ),
    Refusal.ONESELF: _("Nobody gives or withdraws roles for oneself. Ask another administrator."),
    Refusal.NO_ORDER: _("A full-rights role is given and withdrawn by an order: enter its number and date."),
    Refusal.SIMPLE_SCOPE: _("A simple role is always about the person's own data."),
    Refusal.UNKNOWN_SCOPE: _("Choose what the role is given for."),
    Refusal.PERIOD: _("The last day lies before the first one or has passed already."),
    Refusal.TWICE: _("The person holds this role for the same part and period already."),
    Refusal.CODE_TAKEN: _("There is a role with this code already."),
    Refusal.CODE_FORM: _("A code has 2 to 39 small Latin letters, digits and _, and begins with a letter."),
    Refusal.NO_TITLE: _("Give the role a title in Kyrgyz and in Russian."),
    Refusal.BUILT_IN: _("This role belongs to every university and cannot be removed."),
    Refusal.HELD: _("People hold or held this role, so it stays. Withdraw it from them instead."),
    Refusal.CHANGED: _(
        "Somebody else changed this role while the page was open. Nothing was saved; this is the present state."
    ),
}


def sentence(refusal: Refusal) -> str:
    """What people read, in their language."""
    return str(SENTENCES[refusal])
