"""Samples of the living style guide: invented rows, never a real person or number, in three languages."""

from ordo.ui.guide.contexts import ERRORS, context, error_context, list_context, sign_in_context

__all__ = ["ERRORS", "context", "error_context", "list_context", "sign_in_context"]
