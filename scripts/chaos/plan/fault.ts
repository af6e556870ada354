/** The app's processes: two of each, so that one serves while the other is gone, and two workers meet on one shop. */
export const PARTS = ["web-1", "web-2", "worker-1", "worker-2"] as const;

export type Part = (typeof PARTS)[number];
export type Role = "web" | "worker";

/** Something that goes wrong, or is done to the running app. Durations are in real ms. */
export type Fault =
  /** SIGKILL of a process in the middle of whatever it does; it is started again. */
  | { kind: "kill"; part: Part }
  /** SIGKILL of the database server, which recovers from its log. */
  | { kind: "kill-database" }
  /** The database server's immediate shutdown. */
  | { kind: "stop-database" }
  /** The server ends every connection. */
  | { kind: "cut-connections" }
  /** Somebody else takes all connections that the server still gives. */
  | { kind: "take-connections"; ms: number }
  /** Nothing can be stored for a while: each statement that would waits, and the app's pools fill. */
  | { kind: "stall-writes"; ms: number }
  /** The disk is full: so large a share of the statements that write fails. */
  | { kind: "fill-disk"; share: number; ms: number }
  /** Each request to Shopify takes so much longer. */
  | { kind: "slow-shopify"; delayMs: number; ms: number }
  /** So many requests fail before Shopify did anything, are throttled, or lose their answer after it did. */
  | { kind: "failing-shopify"; failed: number; throttled: number; unanswered: number }
  /** The clock of all processes and of Shopify jumps forward, as after a machine's sleep. */
  | { kind: "jump-clock"; ms: number }
  /** One process's clock is wrong by so much until the storm's end. */
  | { kind: "skew-clock"; part: Part; ms: number }
  /** A process of the other version stands beside one, then takes its place, and that one is asked to end. */
  | { kind: "deploy"; role: Role };

/** Something at its time, in real ms after the storm's begin. */
export interface Planned<T> {
  atMs: number;
  what: T;
}
