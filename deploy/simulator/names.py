"""Made-up people who are on no roster. Their unit says so; their phones are of a range that nobody has."""

from random import Random
from uuid import UUID

from deploy.simulator.truth import Person

NOT_REAL = "Người giả lập, không có thật"
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Quang", "Thanh", "Hữu", "Thu", "Xuân")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hạnh", "Hùng", "Khánh", "Lan", "Mỹ", "Nga", "Phúc", "Quý",
         "Sơn", "Thảo", "Thuý", "Tuấn", "Việt", "Yến")  # fmt: skip
TITLES = ("Công chức Văn hóa - Xã hội", "Công chức Tư pháp - Hộ tịch", "Chuyên viên", "Cán bộ hợp đồng")


def invent(rng: Random) -> Person:
    """A person nobody summoned."""
    name = " ".join(rng.choice(part) for part in (FAMILY, MIDDLE, GIVEN))
    phone = f"0500{rng.randrange(1_000_000):06d}"
    return Person(str(_browser_id(rng)), name, rng.choice(TITLES), NOT_REAL, phone=phone)


def _browser_id(rng: Random) -> UUID:
    """The shape of a UUIDv7, from the seed."""
    return UUID(int=(rng.getrandbits(128) & ~(0xF << 76) & ~(0x3 << 62)) | (0x7 << 76) | (0x2 << 62))
