// Faults that this desk has reported: a form while it is open, and what became of each report.

/** @import { LineDesk } from "./desk-state.js" */
/** @import { Trouble } from "./types.js" */
import { computed, signal } from "@preact/signals";
import { uuid7 } from "../../../shared/web/uuid.js";

/** @typedef {{incident: string, kind: Trouble}} Report */

export class Faults {
  isOpen = signal(false);
  /** @type {import("@preact/signals").Signal<Trouble | undefined>} */
  kind = signal(undefined);
  /** @type {import("@preact/signals").Signal<Report[]>} the newest first, until put away or over */
  reports = signal([]);

  /** @param {LineDesk} desk */
  constructor(desk) {
    this.desk = desk;
    this.shown = computed(() => this.reports.value.filter(({ incident }) => this.incident(incident)?.status !== "closed"));
  }

  /** As the hub has it now; none: not yet. @param {string} id */
  incident(id) {
    return this.desk.view.value.items.get(`incident/${id}`);
  }

  /** How the report stands while it is not taken. @param {Report} report */
  sent({ incident }) {
    return this.desk.sent.value[`report/${incident}`];
  }

  toggle() {
    if (this.isOpen.value) return this.close();
    this.kind.value = undefined;
    this.isOpen.value = true;
  }

  close() {
    this.isOpen.value = false;
    this.desk.host.rest();
  }

  /** @param {Trouble} kind @param {string} word "" for none */
  send(kind, word) {
    const incident = uuid7();
    this.reports.value = [{ incident, kind }, ...this.reports.value];
    this.close();
    const reason = word.trim() ? { reason: word.trim() } : {};
    return this.desk.send(`report/${incident}`, { type: "open_incident", incident, kind, ...reason });
  }

  /** Somebody has seen how it stands; what is not decided yet goes on, and cannot be put away. @param {Report} report */
  putAway({ incident }) {
    this.desk.forget(`report/${incident}`);
    this.reports.value = this.reports.value.filter((one) => one.incident !== incident);
  }
}
