"""Problem documents (RFC 9457): a stable code, and a sentence in the reader's language that says what to do."""

from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

VI, EN = 0, 1


@dataclass(frozen=True)
class Kind:
    """One row of the table: HTTP status, and the sentence in Vietnamese and in English."""

    status: int
    vi: str
    en: str


PROBLEMS: dict[str, Kind] = {
    "body-unreadable": Kind(
        400, "Nội dung gửi lên không phải JSON đọc được. Hãy gửi lại.", "The body is not readable JSON. Send it again."
    ),
    "pass-missing": Kind(
        401, "Cần có thẻ. Hãy quét mã thẻ của bàn này.", "A pass is needed. Scan the pass of this desk."
    ),
    "pass-unreadable": Kind(
        401,
        "Thẻ không đọc được, có thể bị chép thiếu. Hãy quét hoặc chép lại cả đường dẫn.",
        "The pass cannot be read; it may be cut short. Scan it, or copy the whole link, again.",
    ),
    "pass-expired": Kind(
        401, "Thẻ đã hết hạn. Hãy xin ban tổ chức thẻ mới.", "The pass has expired. Ask the organiser for a new one."
    ),
    "pass-revoked": Kind(
        401, "Thẻ đã bị thu hồi. Hãy xin ban tổ chức thẻ mới.", "The pass was revoked. Ask the organiser for a new one."
    ),
    "other-conference": Kind(403, "Thẻ này thuộc hội nghị khác.", "This pass is for another conference."),
    "other-venue": Kind(403, "Thẻ này chỉ dùng tại điểm cầu của mình.", "This pass is good at its own venue only."),
    "other-person": Kind(
        403, "Liên kết này chỉ dùng cho chính người được cấp.", "This link is good for its own person only."
    ),
    "role-not-allowed": Kind(
        403,
        "Thẻ này không được làm việc đó. Hãy hỏi trưởng điểm cầu.",
        "This pass may not do that. Ask the venue head.",
    ),
    "not-found": Kind(404, "Không có địa chỉ này.", "There is nothing at this address."),
    "method-not-allowed": Kind(
        405, "Địa chỉ này không nhận kiểu yêu cầu đó.", "This address does not take that method."
    ),
    "command-id-reused": Kind(
        409,
        "Mã việc này đã dùng cho một việc khác; không có gì thay đổi. Hãy tạo việc mới.",
        "This id was used for another deed; nothing was changed. Make a new one.",
    ),
    "person-differs": Kind(
        409,
        "Mã người này đã có thông tin khác. Hãy tạo người mới.",
        "This person id has other content. Make a new one.",
    ),
    "body-too-large": Kind(
        413, "Nội dung gửi lên quá lớn. Hãy chia nhỏ rồi gửi lại.", "The body is too large. Split it and send again."
    ),
    "batch-too-large": Kind(
        413,
        "Mỗi lần gửi tối đa 500 việc. Hãy chia nhỏ rồi gửi lại.",
        "At most 500 commands a batch. Split it and send again.",
    ),
    "command-invalid": Kind(
        422,
        "Việc gửi lên thiếu hoặc sai trường dữ liệu; xem «errors».",
        "A field of the command is missing or wrong; see «errors».",
    ),
    "code-empty": Kind(422, "Chưa có mã. Hãy quét hoặc gõ lại.", "There is no code. Scan or type again."),
    "code-too-long": Kind(422, "Mã quá dài. Hãy quét lại.", "The code is too long. Scan again."),
    "code-unreadable": Kind(
        422, "Mã có ký tự không đọc được. Hãy quét lại.", "The code has characters that cannot be read. Scan again."
    ),
    "substitute-is-the-summoned": Kind(
        422,
        "Người đi thay không thể là chính người được triệu tập. Hãy chọn người khác.",
        "Nobody stands in for themselves. Choose somebody else.",
    ),
    "reason-needed": Kind(422, "Cần ghi lý do. Hãy ghi rồi gửi lại.", "A reason is needed. Write one and send again."),
    "times-out-of-order": Kind(
        422,
        "Giờ mở cửa, khai mạc, kết thúc không theo thứ tự.",
        "The times of opening, start and close are out of order.",
    ),
    "window-out-of-order": Kind(
        422,
        "Giờ bắt đầu bảo trì phải trước giờ kết thúc. Hãy sửa giờ rồi gửi lại.",
        "Maintenance must begin before it ends. Correct the times and send again.",
    ),
    "beat-from-the-future": Kind(
        422,
        "Nguồn này báo giờ khởi động ở tương lai. Hãy chỉnh đồng hồ rồi khởi động lại.",
        "This source says it was started in the future. Set its clock and start it again.",
    ),
    "time-implausible": Kind(
        422,
        "Giờ của thiết bị sai quá nhiều. Hãy chỉnh đồng hồ rồi gửi lại.",
        "The device's time is far off. Set its clock and send again.",
    ),
    "unknown-conference": Kind(422, "Không có hội nghị này.", "There is no such conference."),
    "unknown-venue": Kind(422, "Không có điểm cầu này trong hội nghị.", "The conference has no such venue."),
    "query-too-short": Kind(422, "Hãy gõ ít nhất 3 ký tự.", "Type at least 3 characters."),
    "roster-has-faults": Kind(
        422,
        "Danh sách có lỗi, chưa nhập dòng nào. Hãy sửa các dòng nêu dưới đây.",
        "The roster has faults; nothing was imported. Mend the rows listed.",
    ),
    "internal-error": Kind(
        500,
        "Máy chủ gặp lỗi; việc này đã được ghi lại. Hãy thử lại với đúng mã việc.",
        "The server failed; this was logged. Try again with the same id.",
    ),
    "kafka-away": Kind(
        503,
        "Máy chủ chưa nhận được. Hãy thử lại với đúng mã việc này.",
        "Not taken yet, or not known. Try again with the same id.",
    ),
    "store-away": Kind(
        503, "Kho dữ liệu tạm thời không trả lời. Hãy thử lại.", "The store does not answer now. Try again."
    ),
    "starting": Kind(
        503, "Máy chủ đang khởi động. Hãy thử lại sau vài giây.", "The server is starting. Try again in a few seconds."
    ),
}


class Problem(Exception):
    """Raised anywhere on the way of a request; becomes a problem document. `more` is added to the document."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code, self.more = code, more

    @property
    def status(self) -> int:
        return PROBLEMS[self.code].status

    def document(self, language: int = VI) -> dict[str, Any]:
        kind = PROBLEMS[self.code]
        return {
            "type": f"urn:diemcau:problem:{self.code}",
            "title": self.code.replace("-", " "),
            "status": kind.status,
            "code": self.code,
            "detail": kind.en if language == EN else kind.vi,
            **self.more,
        }


def language_of(request: Request) -> int:
    """Vietnamese unless the reader asked for English first."""
    return EN if request.headers.get("accept-language", "").lower().startswith("en") else VI


async def answer_problem(request: Request, problem: Exception) -> Response:
    """The exception handler: a problem document, with `Retry-After` on 503."""
    assert isinstance(problem, Problem)
    headers = {"Retry-After": "2"} if problem.status == 503 else None
    return Response(
        orjson.dumps(problem.document(language_of(request))), problem.status, headers, "application/problem+json"
    )
