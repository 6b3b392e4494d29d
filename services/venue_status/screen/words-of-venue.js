// What the sheet of one venue says, [Vietnamese, English].

import { speaker } from "../../../shared/web/i18n.js";
import { INCIDENT_WORDS } from "./words-of-incidents.js";
import { WORDS } from "./words.js";

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const VENUE_WORDS = {
  measured: ["Đo được", "Measured"],
  told: ["Được báo", "Told"],
  nobody_told: ["chưa ai báo gì", "nobody has said anything"],
  told_by: ["{who}, lúc {time}", "{who}, at {time}"],
  rtt: ["Trễ", "Round trip"],
  jitter: ["Dao động", "Jitter"],
  loss: ["Mất gói", "Loss"],
  ms: ["{n} ms", "{n} ms"],
  sources: ["Nguồn tín hiệu", "Sources"],
  source_desk: ["Trang của bàn", "A desk's page"],
  source_agent: ["Máy {name}", "Machine {name}"],
  deeds_of_source: ["{n} lượt chờ", "{n} deeds wait"],
  people: ["Đang ở trong / triệu tập", "Inside / expected"],
  contact: ["Trưởng điểm cầu", "Head of the venue"],
  parts: ["Từng phần", "Parts"],
  part_network: ["Mạng", "Network"],
  part_video_in: ["Hình về", "Incoming picture"],
  part_audio_in: ["Tiếng về", "Incoming sound"],
  part_microphone: ["Micro", "Microphone"],
  part_camera: ["Camera", "Camera"],
  part_display: ["Màn hình", "Display"],
  part_power: ["Nguồn điện", "Power"],
  part_operator: ["Người trực", "Operator"],
  part_desk: ["Bàn điểm danh", "Check-in desk"],
  part_ok: ["hoạt động", "works"],
  part_fault: ["hỏng", "broken"],
  lost_for: ["mất {length}", "lost for {length}"],
  lost_whole_day: ["Mất từ đầu ngày", "Lost since the morning"],
  hour_ago: ["60 phút trước", "60 minutes ago"],
  now: ["bây giờ", "now"],
  its_incidents: ["Sự cố ở đây", "Incidents here"],
  maintenance_windows: ["Khoảng bảo trì", "Maintenance"],
  from_until: ["{since} đến {until}", "{since} to {until}"],
  cancel_window: ["Bỏ khoảng {since} đến {until}", "Cancel {since} to {until}"],

  // what the hub does here
  do_declare: ["Ghi tình trạng nghe qua điện thoại", "Note what was heard by phone"],
  do_open: ["Mở sự cố", "Open an incident"],
  do_maintain: ["Đặt bảo trì", "Plan maintenance"],
  how_is_it: ["Điểm cầu nói đường truyền thế nào?", "How does the venue say the line is?"],
  take_back: ["Rút lời báo", "Take the word back"],
  what_is_broken: ["Hỏng gì?", "What is broken?"],
  from: ["Từ", "From"],
  to: ["Đến", "To"],
  window_order: ["Giờ kết thúc phải sau giờ bắt đầu.", "The end must come after the beginning."],
  window_hint: ["Trong khoảng này, im lặng của điểm cầu không mở sự cố.", "Silence in this time opens no incident."],
  set_it: ["Đặt", "Set"],
};

export const t = speaker({ ...WORDS, ...INCIDENT_WORDS, ...VENUE_WORDS });
