"""Log-ins have no translated columns; here they come under audit, without passwords and sign-in times."""

from ordo.accounts.models import ActivationSecret, ApiToken, User
from ordo.audit.tracking import track

track(User, exclude=["password", "last_login"])
track(ActivationSecret, exclude=["secret_hash"])
track(ApiToken, exclude=["token_hash", "last_used_at"])
