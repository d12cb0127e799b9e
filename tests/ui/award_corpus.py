"""Reports of invented communes that tell of awards, one of them with harmful words."""

from __future__ import annotations

from pathlib import Path

HEAD = """ỦY BAN NHÂN DÂN
XÃ {upper}
Số: {number}/BC-UBND

{name}, ngày 06 tháng 12 năm 2023

BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2023

Thực hiện kế hoạch của Ủy ban nhân dân huyện Lạc Phong, tỉnh Yên Bái, UBND xã {name} báo cáo như sau:

I. KẾT QUẢ KHEN THƯỞNG NĂM 2023
{results}

II. PHƯƠNG HƯỚNG NĂM 2024
Tiếp tục phát động phong trào thi đua xây dựng nông thôn mới.
"""
PROVINCE_LINE = "Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể và 05 cá nhân."
DISTRICT_LINE = "Chủ tịch UBND huyện tặng Giấy khen cho 11 tập thể và 24 cá nhân."
LATER_LINE = "Chủ tịch UBND huyện tặng Giấy khen cho 07 tập thể và 13 cá nhân."
HARM = "<img src=x onerror=\"window.harmed='award'\">"
HARMFUL_LINE = f"Chủ tịch UBND huyện tặng Giấy khen cho Hợp tác xã {HARM}."

UPLAND = ("binh-khe-2023.txt", "Bình Khê Thượng", "47", f"{PROVINCE_LINE}\n{DISTRICT_LINE}")
LOWLAND = ("phuc-lung-2023.txt", "Phúc Lũng Hạ", "52", f"{LATER_LINE}\n{HARMFUL_LINE}")
REPORTS = (UPLAND, LOWLAND)


def report_text(name: str, number: str, results: str) -> str:
    return HEAD.format(upper=name.upper(), name=name, number=number, results=results)


def write_award_reports(folder: Path) -> None:
    """Two communes' reports of 2023 as files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, name, number, results in REPORTS:
        (folder / file).write_text(report_text(name, number, results), encoding="utf-8")
