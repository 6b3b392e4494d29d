// Words that every screen uses. A screen adds its own: `speaker({ ...COMMON, ...WORDS })`.

/** @satisfies {import("./i18n.js").Words} */
export const COMMON = {
  connecting: ["Đang kết nối…", "Connecting…"],
  online: ["Có mạng", "Online"],
  offline_since: ["Mất mạng từ {time}", "Offline since {time}"],
  hidden: ["Tạm nghỉ", "Paused"],
  n_waiting: ["{n} đang chờ", "{n} waiting"],
  fresh: ["Số liệu mới", "Up to date"],
  seconds_old: ["Số liệu {n} giây trước", "{n} s old"],
  minutes_old: ["Số liệu cũ {n} phút", "{n} min old"],
  rehearsal: ["TỔNG DUYỆT", "REHEARSAL"],
  other_language: ["English", "Tiếng Việt"],
  to_dark: ["Nền tối", "Dark"],
  to_light: ["Nền sáng", "Light"],
  opening: ["Đang mở trang, chờ máy chủ trả lời…", "Opening, waiting for the server…"],
  server_away: ["Chưa nối được máy chủ. Trang tự thử lại sau vài giây.", "The server does not answer yet. This page tries again by itself."],
  try_now: ["Thử lại ngay", "Try now"],
  no_pass: ["Trang này mở bằng thẻ. Hãy quét mã QR trên thẻ của bàn.", "This page opens with a pass. Scan the QR code on the desk's pass."],
  no_pass_trial: ["Đang chạy thử? Mở một đường dẫn mà “make demo” hoặc lệnh “diemcau passes” in ra.", "Trying it out? Open one of the links that “make demo” or “diemcau passes” prints."],
  pass_refused: ["Thẻ này không mở được trang.", "This pass cannot open the page."],
  close: ["Đóng", "Close"],
  cancel: ["Thôi", "Cancel"],
};
