"""The demonstration accounts: shown on the sign-in page of a demonstration, nowhere else."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.security import hash_password
from webapp.store.tables import Role, User


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody a visitor may be."""

    login: str
    password: str
    name: str
    role: Role
    purpose: str


DEMO_ACCOUNTS = (
    DemoAccount("camille", "camille-demo", "Camille Roux", "candidate", "passer une épreuve"),
    DemoAccount("sofia", "sofia-demo", "Sofia Lemaire", "candidate", "attendre son résultat"),
    DemoAccount("julie", "julie-demo", "Julie Vidal", "candidate", "lire son résultat, admissible"),
    DemoAccount("noe", "noe-demo", "Noé Lefèvre", "candidate", "lire un résultat partiel"),
    DemoAccount("helene", "helene-demo", "Hélène Marchand", "examiner", "présider la commission"),
    DemoAccount("pierre", "pierre-demo", "Pierre Petit", "examiner", "siéger à la commission"),
    DemoAccount("paul", "paul-demo", "Paul Lefort", "invigilator", "surveiller la salle"),
    DemoAccount("anne", "anne-demo", "Anne Carrel", "jury", "présider le jury"),
    DemoAccount("luc", "luc-demo", "Luc Ferrand", "jury", "siéger au jury"),
    DemoAccount("marc", "marc-demo", "Marc Delattre", "trainer", "écrire un sujet"),
    DemoAccount("admin", "admin-demo", "Centre d’examen", "admin", "gérer le centre"),
)


def create_demo_accounts(session: Session) -> dict[str, User]:
    """Add the accounts that are missing; return all by login."""
    logins = [account.login for account in DEMO_ACCOUNTS]
    known = {
        user.login: user for user in session.scalars(sa.select(User).where(User.login.in_(logins)))
    }
    for account in DEMO_ACCOUNTS:
        if account.login not in known:
            known[account.login] = _user(account)
            session.add(known[account.login])
    session.flush()
    return known


def _user(account: DemoAccount) -> User:
    return User(
        login=account.login,
        name=account.name,
        role=account.role,
        password_hash=hash_password(account.password),
    )
