// Shapes of what the service says, as shared/events and the routes have them. Fields are only ever added there.

import type { Outcome, Waiting } from "../../../shared/web/outbox.js";

export type Tone = "in" | "look" | "refused" | "waiting" | "asking" | "undone";

export interface Person {
  id?: string;
  name: string;
  title?: string;
  unit?: string;
  code?: string;
  phone?: string;
  venue?: string;
}

export interface Pass {
  id: string;
  role: string;
  conference: string;
  venue: string | null;
  person: string | null;
  label: string;
}

export interface Venue {
  id: string;
  name: string;
  kind?: string;
  capacity?: number | null;
  contact?: string | null;
}

export interface Session {
  id: string;
  name: string;
  opens: string | null;
  starts: string | null;
  closes: string | null;
  opened_at: string | null;
  closed_at: string | null;
  revision: number;
}

export interface Me {
  pass: Pass;
  now: string;
  clock: "real" | "simulated";
  conference: { id: string; name: string; day: string; zone: string; rehearsal: boolean };
  venues: Venue[];
  sessions: Session[];
  units: { id: string; name: string; parent: string | null }[];
  labels?: { [pass: string]: string };
}

export interface Presence {
  session: string;
  venue: string;
  start: string;
  end: string | null;
  entry: string;
  exit: string | null;
  by: string;
  flags: string[];
  substitute_for: string | null;
}

export interface Conflict {
  deed: string;
  told: string;
  code: string;
  session: string;
  venue: string;
  at: string;
  by: string;
  settled: object | null;
}

export interface Attendee {
  row: { unit: string; venue: string; contact: string | null } | null;
  walk_in: boolean;
  moved_to: string | null;
  presences: Presence[];
  substitutions: Record<string, { substitute: string; venue: string; at: string }>;
  conflicts: Conflict[];
}

/** One event of check-in; which fields are there hangs on its type. */
export interface Decision {
  type: string;
  code: string;
  at: string;
  command: string;
  revision: number;
  attendee: string;
  session: string;
  venue: string;
  by: string;
  flags?: string[];
  where?: string | null;
  since?: string | null;
  who_took?: string | null;
  substitute?: string | null;
  substitution?: { substitute: string; venue: string; at: string } | null;
  presence?: Presence | null;
  row_fact?: { unit: string; venue: string; contact: string | null } | null;
  session_fact?: { opens: string | null; starts: string | null; closes: string | null } | null;
  count?: number;
  state: Attendee;
}

export interface Command {
  type: string;
  id: string;
  conference: string;
  session: string;
  venue: string;
  attendee?: string;
  code?: string;
  reason?: string;
  [field: string]: unknown;
}

/** One deed of this page, named by its command's id; `outcome` comes when it is decided. */
export interface Deed {
  id: string;
  command: Command;
  /** by the server's clock, as this page knows it */
  at: string;
  /** by this device's clock; undefined: another desk did it */
  done?: string;
  person?: Person;
  typed?: string;
  /** put into `people` before the command goes */
  newcomer?: Person & { id: string };
  waiting?: Waiting;
  outcome?: Outcome;
  /** the answer came while something else was shown, and somebody must look at it */
  unseen?: boolean;
}

/** A button under an answer. `reason`: the operator says why first. */
export interface Action {
  name: string;
  reason?: "inside" | "full" | "undo";
}

/** Everything that an answer tells: what to see, what to say aloud, what to know, what to press. */
export interface Verdict {
  tone: Tone;
  icon: string;
  word: string;
  say: string;
  notes: string[];
  actions: Action[];
  /** the hour that the answer speaks of, if it does */
  since?: string;
}
