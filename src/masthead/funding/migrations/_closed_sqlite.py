"""What keeps the ledger closed on SQLite.

REPLACE removes rows without firing DELETE triggers unless `recursive_triggers` is on, a setting of the connection; and
`ignore_check_constraints` is one too. So each table refuses, before the insert, any key that stands already, and the
transfer's trigger says once more what the constraints say.
"""

_NEVER = "RAISE(ABORT, 'the ledger is only ever added to')"
_STANDS = "RAISE(ABORT, 'the ledger holds this already')"


def _never(table: str, verb: str) -> str:
    return f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} BEGIN SELECT {_NEVER}; END"


def _once(table: str, stands: str) -> str:
    found = f"EXISTS (SELECT 1 FROM {table} WHERE {stands})"  # noqa: S608 - the names are this file's own
    return f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {found} BEGIN SELECT {_STANDS}; END"


CLOSE = [
    *(_never(f"funding_{name}", verb) for name in ("account", "entry", "transfer") for verb in ("update", "delete")),
    _once("funding_account", "id = NEW.id OR code = NEW.code"),
    _once("funding_entry", "id = NEW.id OR source_ref = NEW.source_ref"),
    _once("funding_transfer", "id = NEW.id OR (entry_id = NEW.entry_id AND leg = NEW.leg)"),
    """
    CREATE TRIGGER funding_entry_original BEFORE INSERT ON funding_entry WHEN NEW.reverses_id IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'only a gift that stands can be reversed')
      WHERE NOT EXISTS (SELECT 1 FROM funding_entry WHERE id = NEW.reverses_id AND reverses_id IS NULL);
    END
    """,
    """
    CREATE TRIGGER funding_transfer_sound BEFORE INSERT ON funding_transfer
    BEGIN
      SELECT RAISE(ABORT, 'an amount is a whole number of minor units above zero')
      WHERE typeof(NEW.amount) <> 'integer' OR NEW.amount <= 0;
      SELECT RAISE(ABORT, 'both accounts of a transfer exist, differ, and share a currency')
      WHERE NOT EXISTS (
        SELECT 1 FROM funding_account d JOIN funding_account c ON d.currency = c.currency AND d.id <> c.id
        WHERE d.id = NEW.debit_id AND c.id = NEW.credit_id);
      SELECT RAISE(ABORT, 'the entry takes no such leg')
      WHERE NOT EXISTS (
        SELECT 1 FROM funding_entry
        WHERE id = NEW.entry_id AND typeof(NEW.leg) = 'integer' AND NEW.leg >= 0 AND NEW.leg < legs);
    END
    """,
    """
    CREATE TRIGGER funding_transfer_reversal BEFORE INSERT ON funding_transfer
    WHEN (SELECT reverses_id FROM funding_entry WHERE id = NEW.entry_id) IS NOT NULL
    BEGIN
      SELECT RAISE(ABORT, 'reversals never exceed the original')
      WHERE NEW.amount + (
        SELECT COALESCE(SUM(t.amount), 0) FROM funding_transfer t JOIN funding_entry e ON e.id = t.entry_id
        WHERE e.reverses_id = (SELECT reverses_id FROM funding_entry WHERE id = NEW.entry_id)
          AND t.debit_id = NEW.debit_id AND t.credit_id = NEW.credit_id
      ) > (
        SELECT COALESCE(SUM(t.amount), 0) FROM funding_transfer t
        WHERE t.entry_id = (SELECT reverses_id FROM funding_entry WHERE id = NEW.entry_id)
          AND t.debit_id = NEW.credit_id AND t.credit_id = NEW.debit_id);
    END
    """,
    _never("funding_campaign", "delete"),
    _once("funding_campaign", "id = NEW.id OR account_id = NEW.account_id OR (live AND NEW.live)"),
    """
    CREATE TRIGGER funding_campaign_fixed BEFORE UPDATE ON funding_campaign
    WHEN NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW."window" <> OLD."window"
      OR (NEW.live AND EXISTS (SELECT 1 FROM funding_campaign WHERE live AND id <> OLD.id))
    BEGIN
      SELECT RAISE(ABORT, 'the account and the window of a campaign never change, and one campaign is live');
    END
    """,
]

_NAMES = [
    *(
        f"funding_{name}_no_{verb}"
        for name in ("account", "entry", "transfer")
        for verb in ("update", "delete", "replace")
    ),
    "funding_entry_original",
    "funding_transfer_sound",
    "funding_transfer_reversal",
    "funding_campaign_no_delete",
    "funding_campaign_no_replace",
    "funding_campaign_fixed",
]
OPEN = [f"DROP TRIGGER IF EXISTS {name}" for name in _NAMES]
