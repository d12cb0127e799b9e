"""A draft of an invented commune with mistakes, and with words that mean harm."""

FAULTY = """ỦY BAN NHÂN DÂN
XÃ ĐỒNG KHỞI NAM
Số: 21/BC-UBND

Đồng Khởi Nam, ngày 18 tháng 12 năm 2024

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2024

Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ;

I. KẾT QUẢ
Có 45/90 hộ đạt chuẩn, đạt tỷ lệ 60%.
Ngày 31/02/2024 xã phát động phong trào <script>window.harmed='check'</script> thi đua.
"""
FRACTION, IMPOSSIBLE_DAY = "45/90", "31/02/2024"
