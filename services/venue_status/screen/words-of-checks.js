// What is said of line checks, [Vietnamese, English].

import { speaker } from "../../../shared/web/i18n.js";
import { INCIDENT_WORDS } from "./words-of-incidents.js";
import { WORDS } from "./words.js";

/** @satisfies {import("../../../shared/web/i18n.js").Words} */
export const CHECK_WORDS = {
  round: ["Vòng kiểm tra", "Round"],
  due_at: ["xong trước {time}", "due {time}"],
  no_rounds: ["Chưa có vòng kiểm tra nào. Vòng được đặt theo giờ khai mạc.", "No rounds yet. They follow from the start of the conference."],
  item_main_line: ["Đường chính", "Main line"],
  item_backup_line: ["Đường dự phòng", "Backup line"],
  item_hears_hub: ["Nghe trung tâm", "Hears the hub"],
  item_sees_hub: ["Thấy trung tâm", "Sees the hub"],
  item_microphone: ["Micro", "Microphone"],
  item_camera: ["Camera", "Camera"],
  item_display: ["Màn hình", "Display"],
  item_power: ["Nguồn điện", "Power"],
  item_desk: ["Bàn điểm danh", "Check-in desk"],
  result_passed: ["Đạt", "Passed"],
  result_failed: ["Không đạt", "Failed"],
  result_unchecked: ["Chưa kiểm tra", "Not yet"],
  venue: ["Điểm cầu", "Venue"],
  call: ["Kết luận", "Call"],
  call_go: ["Sẵn sàng", "Go"],
  call_no_go: ["Chưa sẵn sàng", "No-go"],
  call_pending: ["Chưa xong", "Not done"],
  whole_go: ["Tất cả sẵn sàng", "All are ready"],
  whole_no_go: ["Còn điểm cầu chưa sẵn sàng", "Some are not ready"],
  whole_pending: ["Chưa kiểm tra xong", "Checks are not done"],
  n_go: ["{n} sẵn sàng", "{n} go"],
  n_no_go: ["{n} chưa sẵn sàng", "{n} no-go"],
  n_pending: ["{n} chưa xong", "{n} not done"],
  broke: ["mới hỏng", "newly failed"],
  mended: ["đã khỏi", "mended"],
  compared: ["So với {name}: đánh dấu mục mới hỏng và mục đã khỏi.", "Compared with {name}: newly failed and mended items are marked."],
  hub_says: ["Trung tâm kết luận", "The hub's own call"],
  hub_said: ["{call}, {who} lúc {time}", "{call}, {who} at {time}"],
  hub_go: ["Sẵn sàng", "Go"],
  hub_no_go: ["Chưa sẵn sàng", "No-go"],
  hub_back: ["Theo kết quả kiểm tra", "By the items"],
  not_said_yet: ["Theo chín mục kiểm tra.", "By the nine items."],
  open_checks: ["Chi tiết {venue}", "Details of {venue}"],
  items_of: ["Chín mục", "Nine items"],
};

export const t = speaker({ ...WORDS, ...INCIDENT_WORDS, ...CHECK_WORDS });
