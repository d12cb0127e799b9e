from datetime import date

import pytest

from foundation.document import Span
from foundation.records import RegulationReference
from knowledge.law.standing import cited_law, report_date
from tests.knowledge.factories import identity


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"date": "2024-06-21", "period": "2024-H1"}, date(2024, 6, 21)),
        ({"date": "2024-02"}, date(2024, 2, 29)),
        ({"period": "2024-H1"}, date(2024, 6, 30)),
        ({"period": "2022-2023"}, date(2023, 8, 31)),
        ({"date": "2024", "period": "2023"}, date(2023, 12, 31)),
        ({"date": "2024"}, None),
        ({}, None),
    ],
)
def test_the_day_of_a_report(fields: dict[str, str], day: date | None) -> None:
    assert report_date(identity(**fields)) == day


def test_a_law_cited_by_title_is_known_by_its_words() -> None:
    reference = RegulationReference(None, "luật", None, None, Span(0, 30))
    law = cited_law(reference, "Luật Thi đua,\nkhen thưởng năm 2003", date(2024, 6, 21))
    assert law is not None
    assert (law.known.number, law.standing.status) == ("15/2003/QH11", "expired")
    assert cited_law(reference, "Luật Đất đai", date(2024, 6, 21)) is None
    assert cited_law(reference, "Luật Thi đua, khen thưởng năm 2003", None) is None
