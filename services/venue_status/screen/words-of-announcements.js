// What is said of announcements, [Vietnamese, English].

import { speaker } from "../../../shared/web/i18n.js";
import { INCIDENT_WORDS } from "./words-of-incidents.js";
import { WORDS } from "./words.js";

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const ANNOUNCEMENT_WORDS = {
  write: ["Viết thông báo cho các bàn", "Say something to the desks"],
  text: ["Nội dung, hiện ngay trên màn hình các bàn", "Text, shown at desks at once"],
  urgent: ["Khẩn", "Urgent"],
  to_whom: ["Gửi tới", "To"],
  to_all: ["Tất cả điểm cầu", "All venues"],
  to_some: ["Chọn điểm cầu", "Chosen venues"],
  chosen_n: ["Đã chọn {n}", "{n} chosen"],
  choose_some: ["Chọn ít nhất một điểm cầu.", "Choose at least one venue."],
  send_it: ["Gửi thông báo", "Send it"],
  to_n: ["gửi {n} điểm cầu", "to {n} venues"],
  read_of: ["{n}/{all} đã đọc", "{n}/{all} have read it"],
  all_read: ["Cả {all} điểm cầu đã đọc", "All {all} have read it"],
  not_read_for: ["chưa đọc, đã {length}", "not read for {length}"],
  read_at: ["đọc lúc {time}", "read at {time}"],
  who_has_not: ["Chưa đọc ({n})", "Not read ({n})"],
  who_has: ["Đã đọc ({n})", "Read ({n})"],
  withdraw: ["Rút lại", "Withdraw"],
  sure_withdraw: ["Rút lại thông báo này? Các bàn sẽ không còn thấy.", "Withdraw it? Desks will not see it any more."],
  yes_withdraw: ["Rút lại", "Withdraw it"],
  withdrawn: ["Đã rút lại", "Withdrawn"],
  none_said: ["Chưa có thông báo nào.", "Nothing has been announced yet."],
};

export const t = speaker({ ...WORDS, ...INCIDENT_WORDS, ...ANNOUNCEMENT_WORDS });
