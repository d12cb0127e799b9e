"""Two invented reports that cite law: one an instrument that had ended, one the law of its day."""

from __future__ import annotations

from pathlib import Path

OLD_LAW = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP ĐÔNG
Số: 18/BC-UBND

Tân Lập Đông, ngày 20 tháng 12 năm 2024

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2024

Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ;
Thực hiện Kế hoạch số 145/KH-UBND ngày 05/3/2024 của UBND huyện Sơn Kiều;
UBND xã Tân Lập Đông, huyện Sơn Kiều, tỉnh Kon Tum báo cáo như sau:

I. KẾT QUẢ
Xã đề nghị tặng Giấy khen cho 12 cá nhân và 4 tập thể.
"""
LAW_OF_THE_DAY = """ỦY BAN NHÂN DÂN
XÃ HÒA MỸ TÂY
Số: 33/BC-UBND

Hòa Mỹ Tây, ngày 15 tháng 12 năm 2022

BÁO CÁO
Tổng kết phong trào thi đua năm 2022

Thực hiện Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ, UBND xã Hòa Mỹ Tây,
huyện Sơn Kiều, tỉnh Kon Tum báo cáo như sau:

I. KẾT QUẢ
Toàn xã có 7 tập thể được tặng danh hiệu Tập thể Lao động tiên tiến.
"""
OLD_LAW_NAME, LAW_OF_THE_DAY_NAME = "tan-lap-dong-2024.txt", "hoa-my-tay-2022.txt"
DECREE = "91/2017/NĐ-CP"
PLAN = "145/KH-UBND"


def write_law_reports(folder: Path) -> None:
    """Both reports as files in ``folder``."""
    (folder / OLD_LAW_NAME).write_text(OLD_LAW, encoding="utf-8")
    (folder / LAW_OF_THE_DAY_NAME).write_text(LAW_OF_THE_DAY, encoding="utf-8")
