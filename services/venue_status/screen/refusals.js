// Why a command was not taken, in a sentence that says what to do.

/** @import { Outcome } from "../../../shared/web/outbox.js" */
import { speaker } from "../../../shared/web/i18n.js";

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const REFUSALS = {
  code_stale: [
    "Có người vừa đổi trước anh/chị. Bên dưới là tình trạng mới: xem lại rồi làm tiếp.",
    "Somebody changed it before you. What you see is how it is now: look again, then go on.",
  ],
  code_illegal_step: [
    "Bước này không còn hợp với tình trạng hiện nay. Hãy chọn trong các nút bên dưới.",
    "This step does not fit how it is now. Choose among the buttons below.",
  ],
  code_unknown_incident: ["Không còn thấy sự cố này. Hãy mở lại trang.", "This incident is not known. Open the page again."],
  code_already_open: ["Điểm cầu này đã có sự cố cùng loại đang mở.", "An incident of this kind is open here already."],
  code_not_yours: ["Việc này thuộc điểm cầu khác.", "This is about another venue."],
  code_window_past: ["Khoảng bảo trì này đã qua. Hãy chọn giờ khác.", "This window is over already. Choose another time."],
  code_window_unknown: ["Không còn thấy khoảng bảo trì này.", "This window is not known any more."],
  code_unknown: ["Không tìm thấy. Hãy mở lại trang.", "Not found. Open the page again."],
  code_withdrawn: ["Đã được rút lại trước đó.", "It was withdrawn before."],
  code_other: ["Máy chủ chưa nhận việc này. Hãy xem lại tình trạng rồi thử lại.", "The server did not take it. Look again, then try again."],
};

const t = speaker(REFUSALS);

/** @param {Outcome} outcome @returns {string | undefined} none: it was taken */
export function sayRefusal(outcome) {
  if ("problem" in outcome) return outcome.problem?.detail ?? t("code_other");
  const { code } = outcome.decision;
  if (code === "recorded") return undefined;
  const word = /** @type {keyof typeof REFUSALS} */ (`code_${code}`);
  return t(word in REFUSALS ? word : "code_other");
}
