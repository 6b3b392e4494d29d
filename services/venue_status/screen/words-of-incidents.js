// What is said of incidents, [Vietnamese, English].

import { speaker } from "../../../shared/web/i18n.js";
import { WORDS } from "./words.js";

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const INCIDENT_WORDS = {
  kind_no_picture: ["Không có hình", "No picture"],
  kind_no_sound: ["Không có tiếng", "No sound"],
  kind_link_lost: ["Mất kết nối", "Link lost"],
  kind_other: ["Sự cố khác", "Something else"],
  first_no_picture: ["Kiểm tra camera, codec, dây HDMI.", "Check camera, codec, HDMI cable."],
  first_no_sound: ["Kiểm tra micro, loa, ngõ ra âm thanh đã chọn.", "Check microphone, speakers, the chosen audio output."],
  first_link_lost: ["Kiểm tra mạng, rồi vào lại phòng họp.", "Check the network, then join again."],
  first_other: ["Gọi điểm cầu, hỏi đang thấy gì.", "Call the venue and ask what they see."],
  first_hub: ["Nhiều điểm cầu mất cùng lúc: kiểm tra thiết bị và đường truyền của trung tâm trước.", "Many venues were lost at once: check the hub's own line and devices first."],
  first_step: ["Việc làm đầu tiên", "First step"],
  status_open: ["Chưa ai xử lý", "Nobody has it"],
  status_acknowledged: ["Đã có người nhận", "Somebody has it"],
  status_mitigating: ["Đang xử lý", "Being worked on"],
  status_recovered: ["Đã trở lại, đang theo dõi", "Back, being watched"],
  status_closed: ["Đã đóng", "Closed"],
  of_hub: ["Sự cố chung, nhiều điểm cầu", "One incident of many venues"],
  cause_flapping: ["Đường truyền chập chờn", "The line comes and goes"],
  n_venues_touched: ["{n} điểm cầu", "{n} venues"],
  deed_acknowledge: ["Nhận xử lý", "Take it"],
  deed_takeover: ["Nhận thay", "Take it over"],
  deed_mitigate: ["Bắt đầu xử lý", "Start working on it"],
  deed_recover: ["Đã trở lại", "It works again"],
  deed_reopen: ["Lại hỏng, mở lại", "Broken again, reopen"],
  deed_close: ["Đóng sự cố", "Close"],
  deed_note: ["Ghi chú", "Note"],
  did_opened: ["Mở", "Opened"],
  did_acknowledged: ["Nhận xử lý", "Taken"],
  did_mitigating: ["Bắt đầu xử lý", "Work began"],
  did_recovered: ["Đã trở lại", "Back"],
  did_reopened: ["Mở lại", "Reopened"],
  did_closed: ["Đóng", "Closed"],
  did_joined: ["Thêm điểm cầu", "A venue joined"],
  did_noted: ["Ghi chú", "Note"],
  by_rule: ["hệ thống", "the system"],
  owned_by: ["{who} xử lý", "{who} has it"],
  open_for: ["đã {length}", "for {length}"],
  opened_at: ["Mở lúc {time}", "Opened {time}"],
  history: ["Diễn biến", "History"],
  none_open: ["Không có sự cố nào đang mở.", "No incident is open."],
  choose_one: ["Chọn một sự cố để xem diễn biến và xử lý.", "Choose an incident to see its history and work on it."],
  not_found: ["Không thấy sự cố này nữa.", "This incident is not there any more."],
  show_closed: ["Xem cả {n} sự cố đã đóng", "Show {n} closed ones too"],
  hide_closed: ["Ẩn sự cố đã đóng", "Hide closed ones"],
  back_to_list: ["Về danh sách", "Back to the list"],
  why: ["Lý do, ít nhất 3 ký tự", "Why, at least 3 letters"],
  a_note: ["Ghi chú, ít nhất 3 ký tự", "A note, at least 3 letters"],
  why_maybe: ["Ghi thêm, nếu cần", "A word, if needed"],
  what_is_done: ["Đang làm gì? (nếu cần ghi)", "What is being done? (if needed)"],
  why_hint: ["Được lưu vào nhật ký: không ghi thông tin riêng của ai.", "Kept in the log: write nothing private."],
  record: ["Ghi", "Record"],
  being_recorded: ["Đang ghi…", "Being recorded…"],
  only_looking: ["Trung tâm xử lý; thẻ này chỉ để xem.", "The hub works on it; this pass only looks."],
};

export const t = speaker({ ...WORDS, ...INCIDENT_WORDS });

/** @param {import("./types.js").Incident} incident */
export const sayKind = ({ kind, cause }) => (cause === "flapping" ? t("cause_flapping") : t(`kind_${kind ?? "other"}`));
