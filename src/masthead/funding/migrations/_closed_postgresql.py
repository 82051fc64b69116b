"""What keeps the ledger closed on PostgreSQL.

Row triggers do not fire on TRUNCATE, so a statement trigger refuses it. A sum sees only what is committed, so the
original is locked before its reversals are summed; the stricter isolations would sum over an older sight all the same,
so reversals are refused there.
"""

_LEDGER = ("account", "entry", "transfer")

CLOSE = [
    """
    CREATE FUNCTION funding_never() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the ledger is only ever added to' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE FUNCTION funding_entry_original() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM funding_entry WHERE id = NEW.reverses_id AND reverses_id IS NULL;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'only a gift that stands can be reversed' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION funding_transfer_sound() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      booked funding_entry;
      given numeric;
      taken numeric;
    BEGIN
      PERFORM 1 FROM funding_account d JOIN funding_account c ON d.currency = c.currency AND d.id <> c.id
        WHERE d.id = NEW.debit_id AND c.id = NEW.credit_id;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'both accounts of a transfer exist, differ, and share a currency'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      SELECT * INTO booked FROM funding_entry WHERE id = NEW.entry_id;
      IF NOT FOUND OR NEW.leg < 0 OR NEW.leg >= booked.legs THEN
        RAISE EXCEPTION 'the entry takes no such leg' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      IF booked.reverses_id IS NULL THEN
        RETURN NEW;
      END IF;
      IF current_setting('transaction_isolation') NOT LIKE 'read %' THEN
        RAISE EXCEPTION 'reversals are booked under READ COMMITTED' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      PERFORM 1 FROM funding_entry WHERE id = booked.reverses_id FOR NO KEY UPDATE;
      SELECT COALESCE(SUM(amount), 0) INTO given FROM funding_transfer
        WHERE entry_id = booked.reverses_id AND debit_id = NEW.credit_id AND credit_id = NEW.debit_id;
      SELECT COALESCE(SUM(t.amount), 0) INTO taken FROM funding_transfer t JOIN funding_entry e ON e.id = t.entry_id
        WHERE e.reverses_id = booked.reverses_id AND t.debit_id = NEW.debit_id AND t.credit_id = NEW.credit_id;
      IF taken + NEW.amount > given THEN
        RAISE EXCEPTION 'reversals never exceed the original' USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION funding_campaign_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the account and the window of a campaign never change'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    *(
        f"CREATE TRIGGER funding_{name}_no_change BEFORE UPDATE OR DELETE ON funding_{name}"
        " FOR EACH ROW EXECUTE FUNCTION funding_never()"
        for name in _LEDGER
    ),
    *(
        f"CREATE TRIGGER funding_{name}_no_truncate BEFORE TRUNCATE ON funding_{name}"
        " FOR EACH STATEMENT EXECUTE FUNCTION funding_never()"
        for name in (*_LEDGER, "campaign")
    ),
    """
    CREATE TRIGGER funding_entry_original BEFORE INSERT ON funding_entry
    FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION funding_entry_original()
    """,
    """
    CREATE TRIGGER funding_transfer_sound BEFORE INSERT ON funding_transfer
    FOR EACH ROW EXECUTE FUNCTION funding_transfer_sound()
    """,
    """
    CREATE TRIGGER funding_campaign_no_delete BEFORE DELETE ON funding_campaign
    FOR EACH ROW EXECUTE FUNCTION funding_never()
    """,
    """
    CREATE TRIGGER funding_campaign_fixed BEFORE UPDATE ON funding_campaign FOR EACH ROW
    WHEN (NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW."window" <> OLD."window")
    EXECUTE FUNCTION funding_campaign_fixed()
    """,
]

OPEN = [
    *(f"DROP TRIGGER IF EXISTS funding_{name}_no_change ON funding_{name}" for name in _LEDGER),
    *(f"DROP TRIGGER IF EXISTS funding_{name}_no_truncate ON funding_{name}" for name in (*_LEDGER, "campaign")),
    "DROP TRIGGER IF EXISTS funding_entry_original ON funding_entry",
    "DROP TRIGGER IF EXISTS funding_transfer_sound ON funding_transfer",
    "DROP TRIGGER IF EXISTS funding_campaign_no_delete ON funding_campaign",
    "DROP TRIGGER IF EXISTS funding_campaign_fixed ON funding_campaign",
    "DROP FUNCTION IF EXISTS funding_never(), funding_entry_original(), funding_transfer_sound(), funding_campaign_fixed()",
]
