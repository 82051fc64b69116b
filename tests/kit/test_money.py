import pytest

from masthead.kit.money import format_amount, minor_units

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (0, "USD", f"0{SPACE}$"),
        (10_000, "USD", f"100{SPACE}$"),
        (250_000, "USD", f"2,500{SPACE}$"),
        (1_250, "USD", f"12.50{SPACE}$"),
        (-1_250, "USD", f"-12.50{SPACE}$"),
        (1_250, "JPY", f"1,250{SPACE}¥"),
        (1_250, "KWD", f"1.250{SPACE}KWD"),
        (9_007_199_254_740_993, "USD", f"90,071,992,547,409.93{SPACE}$"),
    ],
)
def test_an_amount_is_written_as_readers_read_it(amount, currency, written):
    assert format_amount(amount, currency) == written


def test_a_currency_says_how_many_minor_units_it_has():
    assert [minor_units(code) for code in ("USD", "JPY", "KWD")] == [100, 1, 1000]
