"""Small reports of invented places for the interface tests, and one that means harm."""

from __future__ import annotations

from pathlib import Path

UPLAND = """ỦY BAN NHÂN DÂN
XÃ BÌNH KHÊ THƯỢNG
Số: 47/BC-UBND

Bình Khê Thượng, ngày 05 tháng 12 năm 2023

BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2023

Thực hiện kế hoạch của Ủy ban nhân dân huyện Lạc Phong, tỉnh Yên Bái, UBND xã Bình Khê Thượng báo cáo như sau:

I. KẾT QUẢ THỰC HIỆN
1. Phát triển kinh tế
Thu ngân sách trên địa bàn năm 2023 đạt 8,412 tỷ đồng, bằng 106% kế hoạch giao.
Thu nhập bình quân đầu người đạt 46,5 triệu đồng/năm.
2. Giảm nghèo
Tỷ lệ hộ nghèo của xã còn 4,72%, giảm 37 hộ so với năm trước.
Xã đã giúp 28 hộ vay vốn nuôi dê và trồng quế với tổng số 910 triệu đồng.

II. PHƯƠNG HƯỚNG NĂM 2024
Tiếp tục phát động phong trào thi đua xây dựng nông thôn mới.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Thử
"""

LOWLAND = UPLAND.replace("Bình Khê Thượng", "Phúc Lũng Hạ").replace("BÌNH KHÊ THƯỢNG", "PHÚC LŨNG HẠ")
LOWLAND = LOWLAND.replace("47/BC", "52/BC").replace("8,412", "12,936").replace("4,72%", "2,18%")
LOWLAND = LOWLAND.replace("37 hộ", "19 hộ").replace("28 hộ", "16 hộ").replace("910", "655")

HOSTILE_WORDS = "Tỷ lệ hộ nghèo của xã <script>window.harmed='script'</script> còn 9,31%"
HOSTILE = f"""ỦY BAN NHÂN DÂN
XÃ ĐỒNG MÁC

BÁO CÁO
Công tác thi đua, khen thưởng năm 2022 <img src=x onerror="window.harmed='title'">

UBND xã Đồng Mác, huyện Lạc Phong, tỉnh Yên Bái báo cáo kết quả năm 2022:

1. Giảm nghèo
{HOSTILE_WORDS}, xem thêm [tại đây](http://harm.invalid/a) và [1] [2], công thức $x^2$.
Thu ngân sách đạt 3,25 tỷ đồng <img src="http://harm.invalid/b.png" onerror="window.harmed='image'"> ![ảnh](http://harm.invalid/c.png).
"""

UPLAND_NAME, LOWLAND_NAME, HOSTILE_NAME = (
    "binh-khe-thuong-2023.txt",
    "phuc-lung-ha-2023.txt",
    "dong-mac-2022.txt",
)


def write_reports(folder: Path) -> None:
    """The two honest reports and the hostile one as files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((UPLAND_NAME, UPLAND), (LOWLAND_NAME, LOWLAND), (HOSTILE_NAME, HOSTILE)):
        (folder / name).write_text(text, encoding="utf-8")
