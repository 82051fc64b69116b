"""Amounts of money: whole numbers of minor units, and how they are written."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision

PATTERN = "#,##0.## ¤"


def minor_units(currency: str) -> int:
    """Return how many minor units make one unit: 100 for USD, 1 for JPY, 1000 for KWD (ISO 4217 by CLDR)."""
    return int(10 ** get_currency_precision(currency))


def format_amount(amount: int, currency: str, *, locale: str = "en", pattern: str = PATTERN) -> str:
    """Write `amount` minor units as readers read it: `2,500 $`, `12.50 $`.

    Whole amounts have no decimals; others have all the currency's decimals. The space does not break.
    """
    unit = minor_units(currency)
    decimals = 0 if amount % unit == 0 else get_currency_precision(currency)
    fraction = "." + "0" * decimals if decimals else ""
    written = format_currency(
        _exact(amount, unit),
        currency,
        format=pattern.replace(".##", fraction),
        locale=locale,
        currency_digits=False,
    )
    return written.replace(" ", "\N{NO-BREAK SPACE}")


def _exact(amount: int, unit: int) -> Decimal:
    return Decimal(amount) / unit
