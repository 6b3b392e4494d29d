// Everything the desk says, [Vietnamese, English]. People are anh/chị, and nobody is blamed.

import { speaker } from "../../../shared/web/i18n.js";
import { COMMON } from "../../../shared/web/words.js";
import { ANSWERS } from "./words-of-answers.js";

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const WORDS = {
  ...COMMON,
  ...ANSWERS,
  desk: ["Bàn điểm danh", "Check-in desk"],
  this_pass: ["Thẻ: {label}", "Pass: {label}"],
  no_session: ["Chưa có buổi nào", "No session yet"],
  session_planned: ["{name} (chưa mở)", "{name} (not open)"],
  session_over: ["{name} (đã đóng)", "{name} (closed)"],
  choose_session: ["Buổi", "Session"],
  choose_online: ["Anh/chị dự ở điểm cầu trực tuyến nào?", "Which online venue are you joining?"],
  choose_venue: ["Bàn này đặt ở điểm cầu nào?", "At which venue is this desk?"],

  // the tabs
  tabs: ["Các phần của bàn", "Parts of the desk"],
  tab_checkin: ["Điểm danh", "Check-in"],
  tab_coming: ["Đang mở phần này…", "Opening this part…"],
  tab_away: ["Chưa mở được phần này vì dịch vụ chưa chạy. Máy tự thử lại; điểm danh vẫn làm bình thường.", "This part cannot be opened: its service is not running. The page tries again by itself; check-in goes on as usual."],
  tab_broken: ["Phần này gặp lỗi. Hãy tải lại trang khi vắng người; điểm danh vẫn làm bình thường.", "This part has failed. Reload the page when nobody is waiting; check-in goes on as usual."],

  // the scan field
  scan_label: ["Quét mã, hoặc gõ mã hay họ tên", "Scan a code, or type a code or a name"],
  scan_hint: ["Mã hoặc họ tên, rồi Enter", "Code or name, then Enter"],
  scan_entry: ["Ghi vào", "Check in"],
  scan_exit: ["Ghi ra", "Check out"],
  mode: ["Đang ghi ai?", "Which way?"],
  mode_entry: ["Vào", "In"],
  mode_exit: ["Ra", "Out"],
  leaving_sign: ["ĐANG GHI NGƯỜI RA VỀ", "RECORDING PEOPLE WHO LEAVE"],
  back_to_entry: ["Quay lại ghi vào", "Back to check-in"],
  results: ["Kết quả tìm", "Results"],
  searching: ["Đang tìm “{query}”…", "Searching “{query}”…"],
  found_none: ["Không thấy ai tên “{query}” ở điểm cầu này.", "Nobody called “{query}” at this venue."],
  found_none_next: ["Thử ít chữ hơn, hoặc ghi “Ngoài danh sách”.", "Try fewer letters, or use “Not on the list”."],
  found_none_again: ["Thử ít chữ hơn, hoặc quét mã.", "Try fewer letters, or scan the code."],
  found_n: ["{n} người. Chọn đúng người, xem kỹ đơn vị và mã.", "{n} found. Pick the right one; look at unit and code."],
  search_failed: ["Chưa tìm được vì máy chủ không trả lời. Quét hoặc gõ mã vẫn được.", "Search does not answer. Scanning or typing a code still works."],
  type_more: ["Gõ ít nhất 3 chữ của họ tên.", "Type at least 3 letters of the name."],
  inside_now: ["đang ở trong", "inside"],

  // under the answer
  ready: ["Sẵn sàng", "Ready"],
  ready_next: ["Quét mã trên giấy mời hoặc gõ họ tên.", "Scan the code on the invitation, or type a name."],
  ready_exit: ["Quét mã của người ra về.", "Scan the code of the person who leaves."],
  say: ["Nói", "Say"],
  why: ["Vì sao?", "Why?"],
  why_hint: ["Lý do được lưu vào nhật ký: không ghi thông tin riêng của người dự.", "Reasons are kept in the log: write nothing private."],
  other_reason: ["Lý do khác", "Another reason"],
  reason_needed: ["Hãy ghi lý do, ít nhất 3 chữ, hoặc bấm một lý do có sẵn.", "Write a reason of at least 3 letters, or press one of the usual ones."],
  send: ["Ghi", "Record"],

  // what a desk does besides scanning
  more: ["Việc khác", "Other"],
  walk_in: ["Ngoài danh sách", "Not on the list"],
  substitute: ["Đi thay", "Substitute"],
  head_count: ["Báo quân số", "Head count"],
  who_is_missing: ["Ai còn vắng?", "Who is missing?"],
  full_name: ["Họ và tên", "Full name"],
  title: ["Chức vụ", "Title"],
  unit: ["Đơn vị", "Unit"],
  name_needed: ["Cần họ tên, ít nhất 3 chữ.", "A name is needed, at least 3 letters."],
  privacy: ["Chỉ ghi họ tên, chức vụ, đơn vị, để điểm danh hội nghị này. Không ghi số CCCD.", "Only name, title and unit are kept, to record attendance here. No ID numbers."],
  perhaps_listed: ["Có phải một trong những người này?", "Is it one of these people?"],
  record_walk_in: ["Ghi vào, ngoài danh sách", "Check in, not on the list"],
  whose_place: ["Đi thay cho ai?", "In whose place?"],
  who_came: ["Ai đến thay?", "Who came?"],
  came_listed: ["Người trong danh sách", "Somebody on the list"],
  came_new: ["Người ngoài danh sách", "Somebody not on the list"],
  consent: ["Chủ trì hội nghị đã đồng ý cho đi thay", "The chair has agreed to the substitute"],
  consent_hint: ["Chưa có đồng ý thì máy chưa nhận, và nhắc hỏi chủ trì.", "Without it the answer will be to ask the chair."],
  record_substitute: ["Ghi đi thay", "Record substitute"],
  both_needed: ["Cần chọn cả hai người.", "Both people are needed."],
  picker_hint: ["Họ tên hoặc mã", "Name or code"],
  change: ["Đổi", "Change"],
  how_many: ["Số người đếm được trong hội trường", "People counted in the hall"],
  record_count: ["Báo về trung tâm", "Report to the centre"],
  count_needed: ["Ghi một số từ 0 trở lên.", "Write a number, 0 or more."],

  // the live side
  counts: ["Điểm cầu này", "This venue"],
  present_of: ["có mặt trong {n} triệu tập", "present of {n} summoned"],
  inside: ["đang ở trong", "inside now"],
  walk_ins: ["ngoài danh sách", "not on the list"],
  substitutes: ["đi thay", "substitutes"],
  excused: ["vắng có phép", "excused"],
  missing: ["chưa đến", "missing"],
  counted: ["Đã báo {n} lúc {time}", "Reported {n} at {time}"],
  gap: ["lệch {gap} so với {n} người đã ghi vào đến giờ", "{gap} against the {n} checked in so far"],
  no_gap: ["khớp số người đã ghi vào đến giờ", "equal to those checked in so far"],
  counts_loading: ["Đang lấy số liệu của điểm cầu…", "Fetching this venue's figures…"],
  counts_none: ["Chưa có số liệu của buổi này.", "No figures of this session yet."],
  lately: ["Năm người gần nhất", "Last five people"],
  lately_none: ["Chưa có ai.", "Nobody yet."],
  look_again: ["Cần xem", "Look"],
  myself_enter: ["Tôi vào họp", "I am here"],
  myself_leave: ["Tôi ra về", "I am leaving"],
  nameless: ["(chưa rõ tên)", "(name not known)"],
};

export const t = speaker(WORDS);
