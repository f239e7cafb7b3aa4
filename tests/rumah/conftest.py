"""The world of the walks, and the addresses in it."""

import pytest

from tests.rumah.dunia import Dunia, bangun


@pytest.fixture
def dunia(cast, seruni) -> Dunia:
    return bangun(cast, seruni)
