// Shapes of what venue status says, as shared/events and its live views have them. Fields are only ever added there.

export type Observed = "no_data" | "up" | "degraded" | "stale" | "down";
/** What a tile shows: `gap` is ours, nothing was said of the link for a while. */
export type LinkState = Observed | "maintenance" | "gap";
export type Component =
  | "network" | "video_in" | "audio_in" | "microphone" | "camera" | "display" | "power" | "operator" | "desk";

export interface Pass {
  id: string;
  role: string;
  venue: string | null;
  label: string;
}

export interface Venue {
  id: string;
  name: string;
  kind?: string;
  unit?: string | null;
  contact?: string | null;
}

export interface Unit {
  id: string;
  name: string;
  parent: string | null;
}

export interface Me {
  pass: Pass;
  now: string;
  clock: "real" | "simulated";
  conference: { id: string; name: string; day: string; zone: string; rehearsal: boolean };
  venues: Venue[];
  sessions: { id: string; name: string }[];
  units: Unit[];
  labels?: Record<string, string>;
}

export interface Said {
  state: string;
  by: string;
  at: string;
  reason: string;
}

export interface MaintenanceWindow {
  id: string;
  since: string;
  until: string;
  by: string;
  reason: string;
}

export interface Change {
  at: string;
  state: LinkState;
}

export interface Link {
  revision: number;
  observed: Observed;
  since: string | null;
  last_seen: string | null;
  said_at: string | null;
  rtt: number | null;
  jitter: number | null;
  loss: number | null;
  flapping: boolean;
  declared: Said | null;
  parts: Partial<Record<Component, Said>>;
  windows: MaintenanceWindow[];
  in_maintenance: boolean;
  lost_since: Partial<Record<Component, string>>;
  lost: Partial<Record<Component, number>>;
  recent: Change[];
  sources: Record<string, { kind: "desk" | "agent"; last_seen: string; waiting: number }>;
  waiting: number;
}

export type Status = "open" | "acknowledged" | "mitigating" | "recovered" | "closed";
export type Trouble = "no_picture" | "no_sound" | "link_lost" | "other";

export interface IncidentStep {
  did: string;
  at: string;
  by: string;
  reason: string;
  revision: number;
}

export interface Incident {
  /** without its kind */
  id: string;
  revision: number;
  kind: Trouble | null;
  cause: "down" | "flapping" | "hub" | "person";
  venues: string[];
  component: Component | null;
  status: Status;
  owner: string | null;
  opened_at: string | null;
  recovered_at: string | null;
  closed_at: string | null;
  steps: IncidentStep[];
}

export type CheckItem =
  | "main_line" | "backup_line" | "hears_hub" | "sees_hub" | "microphone" | "camera" | "display" | "power" | "desk";
export type Result = "passed" | "failed" | "unchecked";

export interface Check {
  revision: number;
  items: Partial<Record<CheckItem, { result: Result; at: string; by: string; note: string }>>;
  called: { go: boolean; at: string; by: string; reason: string } | null;
}

export interface Round {
  /** without its kind */
  id: string;
  name: string;
  due: string | null;
  withdrawn: boolean;
}

export interface Announcement {
  /** without its kind */
  id: string;
  text: string;
  venues: string[] | null;
  urgent: boolean;
  at: string | null;
  by: string;
  withdrawn: boolean;
}

export interface Notice {
  id: string;
  incident: string | null;
  what: "opened" | "closed";
  status: "failing" | "delivered" | "given_up";
  tries: number;
  at: string | null;
  error: string;
}

/** Everything that a tile shows of one venue. The lower its `worry`, the worse. */
export interface VenueView {
  id: string;
  name: string;
  /** its parent unit, else its own; "": none */
  group: string;
  link: Link | undefined;
  state: LinkState;
  worry: number;
  present: number | undefined;
  expected: number | undefined;
  waiting: number;
  /** those that are not closed */
  incidents: Incident[];
}
