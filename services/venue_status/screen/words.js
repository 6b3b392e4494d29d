// What the board of links says, [Vietnamese, English]. Nobody is blamed: a line is lost, not a venue.

import { speaker } from "../../../shared/web/i18n.js";
import { COMMON } from "../../../shared/web/words.js";
import { LINK_WORDS } from "./link-words.js";

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const WORDS = {
  ...COMMON,
  ...LINK_WORDS,
  board: ["Bảng đường truyền", "Board of links"],
  this_pass: ["Thẻ: {label}", "Pass: {label}"],
  n_venues: ["{n} điểm cầu", "{n} venues"],
  tab_board: ["Điểm cầu", "Venues"],
  tab_incidents: ["Sự cố", "Incidents"],
  tab_checks: ["Kiểm tra", "Line checks"],
  tab_announcements: ["Thông báo", "Announcements"],
  to_attendance: ["Bảng điểm danh", "Attendance"],
  fetching: ["Đang lấy tình trạng các điểm cầu…", "Fetching how the venues are…"],
  no_venues: ["Hội nghị này chưa khai báo điểm cầu nào.", "This conference has no venues yet."],

  // above the tiles
  summary: ["Tình trạng đường truyền", "How the links are"],
  show_only: ["Chỉ xem {state}", "Show only {state}"],
  in_all: ["{present} đang ở trong / {expected} triệu tập", "{present} inside / {expected} expected"],
  deeds_waiting: ["{n} lượt điểm danh đang chờ ở bàn", "{n} deeds wait at desks"],
  open_incidents: ["Sự cố đang mở", "Open incidents"],
  order_worst: ["Xếp: xấu trước", "Order: worst first"],
  order_fixed: ["Xếp: cố định", "Order: fixed"],
  to_wall: ["Treo tường", "Wall"],
  leave_wall: ["Thoát (Esc)", "Leave (Esc)"],
  find_venue: ["Tìm điểm cầu", "Find a venue"],
  found_no_venue: ["Không có điểm cầu nào như vậy.", "No such venue."],
  show_all_venues: ["Xem tất cả", "Show all"],
  notice_failing: ["Tin báo ra ngoài chưa gửi được ({n} lần thử): {what}", "A notice to the outside fails ({n} tries): {what}"],
  notice_given_up: ["Tin báo ra ngoài không gửi được, đã thôi thử: {what}", "A notice to the outside could not be sent, given up: {what}"],
  notice_opened: ["mở sự cố “{name}”", "incident opened, “{name}”"],
  notice_closed: ["đóng sự cố “{name}”", "incident closed, “{name}”"],

  // a tile
  last_sign: ["Tín hiệu cuối {ago}", "Last sign {ago}"],
  never_heard: ["Chưa bàn nào hay máy nào báo về", "No desk or machine has reported"],
  fact_people: ["đang ở trong", "inside"],
  fact_incident: ["sự cố", "incident"],
  fact_incidents: ["sự cố", "incidents"],
  fact_waiting: ["chờ", "waiting"],
  n_incidents: ["{n} sự cố", "{n} incidents"],
  flapping: ["Chập chờn", "Comes and goes"],
  declared_as: ["Báo: {state}", "Told: {state}"],
  measured_as: ["Đo được: {state}", "Measured: {state}"],
  until: ["đến {time}", "until {time}"],
  hour_of_link: ["Đường truyền 60 phút qua: {parts}", "The line in the last 60 minutes: {parts}"],
  state_for: ["{state} {length}", "{state} {length}"],

  // groups
  and_more_venues: ["và {n} điểm cầu nữa", "and {n} more venues"],
  no_group: ["Chưa thuộc đơn vị nào", "Without a unit"],
  see_all_of: ["Xem hết", "Show all"],
  fold: ["Thu gọn", "Fold"],
  n_of_state: ["{n} {state}", "{n} {state}"],
};

export const t = speaker(WORDS);
