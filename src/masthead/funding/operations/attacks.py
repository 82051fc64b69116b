# ruff: noqa: S608 - the statements are made of this file's own names and numbers
"""The known ways to rewrite a ledger: planted rows, and what must be refused for them.

Every row planted has a number far below zero and everything happens in a transaction that is rolled back, so that no
row and no used-up number stays behind.
"""

from dataclasses import dataclass

_ENTRY = "INSERT INTO funding_entry (id, kind, effective_at, source_ref, reverses_id, legs, recorded_at) VALUES "
_TRANSFER = "INSERT INTO funding_transfer (id, entry_id, leg, debit_id, credit_id, amount) VALUES "
_ACCOUNT = "INSERT INTO funding_account (id, code, kind, currency) VALUES "
_CAMPAIGN = (
    'INSERT INTO funding_campaign (id, title, goal, milestones, "window", account_id, label_pattern, support_text,'
    " support_html, live, opened_at) VALUES "
)
_THEN, _LATER = "'2000-01-01 12:00:00+00:00'", "'2001-01-01 12:00:00+00:00'"


@dataclass(frozen=True, slots=True)
class Attack:
    """`what` finishes the sentence "The ledger let through …"; `setting` is a pragma of SQLite set meanwhile."""

    what: str
    statement: str
    setting: str = ""


def _entry(number: int, kind: str, ref: str, *, reverses: str = "NULL", legs: int = 1, at: str = _THEN) -> str:
    return f"{_ENTRY}({number}, '{kind}', {at}, 'proof:{ref}', {reverses}, {legs}, {_THEN})"


def _transfer(number: int, entry: int, leg: int, accounts: tuple[int, int], amount: str) -> str:
    debit, credit = accounts
    return f"{_TRANSFER}({number}, {entry}, {leg}, {debit}, {credit}, {amount})"


def _account(number: int, code: str, currency: str = "XTS") -> str:
    return f"{_ACCOUNT}({number}, 'proof:{code}', 'asset', '{currency}')"


def _campaign(number: int, account: int, window: str = "monthly") -> str:
    return f"{_CAMPAIGN}({number}, 'Proof', 1, '[]', '{window}', {account}, '', '', '', false, {_THEN})"


CASH, GIFTS, FOREIGN, UNUSED = -1001, -1002, -1003, -1004
IN, BACK = (CASH, GIFTS), (GIFTS, CASH)
GIFT, REVERSAL, UNFINISHED, NEW = -1001, -1002, -1003, -1009

PLANTED = [
    _account(CASH, "cash"),
    _account(GIFTS, "gifts"),
    _account(FOREIGN, "foreign", "XXX"),
    _account(UNUSED, "unused"),
    _entry(GIFT, "gift", "gift"),
    _transfer(GIFT, GIFT, 0, IN, "100"),
    _entry(REVERSAL, "reversal", "reversal", reverses=str(GIFT), legs=2),
    _transfer(REVERSAL, REVERSAL, 0, BACK, "60"),
    _entry(UNFINISHED, "gift", "unfinished", legs=3),
    _campaign(GIFT, GIFTS),
]

EVERYWHERE = [
    Attack("another code for an account", f"UPDATE funding_account SET code = 'proof:x' WHERE id = {UNUSED}"),
    Attack("another currency for an account", f"UPDATE funding_account SET currency = 'XXX' WHERE id = {CASH}"),
    Attack("the loss of an account", f"DELETE FROM funding_account WHERE id = {UNUSED}"),
    Attack("a change of an entry's date", f"UPDATE funding_entry SET effective_at = {_LATER} WHERE id = {GIFT}"),
    Attack("a change of an entry's legs", f"UPDATE funding_entry SET legs = 9 WHERE id = {GIFT}"),
    Attack("the loss of an entry", f"DELETE FROM funding_entry WHERE id = {UNFINISHED}"),
    Attack("a change of an amount", f"UPDATE funding_transfer SET amount = 1 WHERE id = {GIFT}"),
    Attack("the loss of a transfer", f"DELETE FROM funding_transfer WHERE id = {GIFT}"),
    Attack("one source booked twice", _entry(NEW, "gift", "gift")),
    Attack(
        "an entry rewritten by an upsert",
        _entry(NEW, "gift", "gift", at=_LATER)
        + " ON CONFLICT (source_ref) DO UPDATE SET effective_at = excluded.effective_at",
    ),
    Attack(
        "a transfer rewritten by an upsert",
        _transfer(GIFT, GIFT, 0, IN, "1") + " ON CONFLICT (id) DO UPDATE SET amount = excluded.amount",
    ),
    Attack(
        "an account rewritten by an upsert",
        _account(NEW, "cash", "XXX") + " ON CONFLICT (code) DO UPDATE SET currency = excluded.currency",
    ),
    Attack("a further leg on a finished entry", _transfer(NEW, GIFT, 1, IN, "5")),
    Attack("a leg whose number repeats", _transfer(NEW, GIFT, 0, IN, "5")),
    Attack("an amount of zero", _transfer(NEW, UNFINISHED, 0, IN, "0")),
    Attack("an amount below zero", _transfer(NEW, UNFINISHED, 0, IN, "-5")),
    Attack("a transfer from an account to itself", _transfer(NEW, UNFINISHED, 0, (CASH, CASH), "5")),
    Attack("a transfer between two currencies", _transfer(NEW, UNFINISHED, 0, (CASH, FOREIGN), "5")),
    Attack("a transfer of an unknown account", _transfer(NEW, UNFINISHED, 0, (CASH, NEW), "5")),
    Attack("a transfer of an unknown entry", _transfer(NEW, NEW, 0, IN, "5")),
    Attack("reversals above the original", _transfer(NEW, REVERSAL, 1, BACK, "60")),
    Attack("a reversal that gives once more", _transfer(NEW, REVERSAL, 1, IN, "5")),
    Attack("a reversal of a reversal", _entry(NEW, "reversal", "new", reverses=str(REVERSAL))),
    Attack("a reversal of nothing", _entry(NEW, "reversal", "new")),
    Attack("a gift that reverses", _entry(NEW, "gift", "new", reverses=str(GIFT))),
    Attack("another account for a campaign", f"UPDATE funding_campaign SET account_id = {UNUSED} WHERE id = {GIFT}"),
    Attack("another window for a campaign", f"UPDATE funding_campaign SET \"window\" = 'once' WHERE id = {GIFT}"),
    Attack("the loss of a campaign", f"DELETE FROM funding_campaign WHERE id = {GIFT}"),
]


def _replace(statement: str) -> str:
    return statement.replace("INSERT", "INSERT OR REPLACE", 1)


_REPLACING = [
    ("an account replaced by its number", _replace(_account(CASH, "new", "XXX"))),
    ("an account replaced by its code", _replace(_account(NEW, "cash", "XXX"))),
    ("an entry replaced by its number", _replace(_entry(GIFT, "gift", "new", at=_LATER))),
    ("an entry replaced by its source", _replace(_entry(NEW, "gift", "gift", at=_LATER))),
    ("an entry replaced by REPLACE INTO", _entry(NEW, "gift", "gift").replace("INSERT", "REPLACE", 1)),
    ("a transfer replaced by its number", _replace(_transfer(GIFT, UNFINISHED, 1, IN, "1"))),
    ("a transfer replaced by its leg", _replace(_transfer(NEW, GIFT, 0, IN, "1"))),
    (
        "an entry replaced by an update",
        f"UPDATE OR REPLACE funding_entry SET source_ref = 'proof:gift' WHERE id = {UNFINISHED}",
    ),
    ("a campaign replaced by its number", _replace(_campaign(GIFT, UNUSED))),
    ("a campaign replaced by its account", _replace(_campaign(NEW, GIFTS, "once"))),
]

SQLITE = [
    *(Attack(what, statement) for what, statement in _REPLACING),
    *(
        Attack(f"{what}, with recursive_triggers off", statement, "recursive_triggers = OFF")
        for what, statement in _REPLACING
    ),
    *(
        Attack(f"{what}, with constraints ignored", statement, "ignore_check_constraints = ON")
        for what, statement in [
            ("an amount below zero", _transfer(NEW, UNFINISHED, 0, IN, "-5")),
            ("an amount that is no number", _transfer(NEW, UNFINISHED, 0, IN, "'many'")),
            ("half of a minor unit", _transfer(NEW, UNFINISHED, 0, IN, "1.5")),
            ("a leg below zero", _transfer(NEW, UNFINISHED, -1, IN, "5")),
        ]
    ),
    Attack("an amount that is no number", _transfer(NEW, UNFINISHED, 0, IN, "'many'")),
    Attack("half of a minor unit", _transfer(NEW, UNFINISHED, 0, IN, "1.5")),
]

POSTGRESQL = [
    # Row triggers do not fire on it.
    *(
        Attack(f"TRUNCATE of {table}", f"TRUNCATE {table} CASCADE")
        for table in ("funding_transfer", "funding_entry", "funding_account", "funding_campaign")
    ),
    Attack(
        "TRUNCATE of all at once", "TRUNCATE funding_transfer, funding_entry, funding_account, funding_campaign CASCADE"
    ),
]

BY_VENDOR = {"sqlite": [*EVERYWHERE, *SQLITE], "postgresql": [*EVERYWHERE, *POSTGRESQL]}
