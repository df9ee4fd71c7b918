from __future__ import annotations

import pytest

from poet.responses import Account


def test_an_account_that_adds_up_says_so():
    account = Account(3_000, 2_948, {"blank row": 40, "no authority": 12})
    assert account.rows_set_aside == 52
    assert account.sentence() == (
        "3,000 rows read = 2,948 used + 52 set aside (40 blank row, 12 no authority)."
    )
    assert Account(1, 1, {}).sentence() == "1 row read = 1 used + 0 set aside."


def test_an_account_that_does_not_add_up_cannot_be_made():
    with pytest.raises(ValueError, match="the account does not add up: 3 rows read = 1 used"):
        Account(3, 1, {"blank row": 1})
