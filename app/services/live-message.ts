import { CHANGE_TOPICS, type ChangeTopic, type ShopVersions } from "../db/shop-changes.ts";

export type LiveTopic = ChangeTopic;
export type LiveVersions = ShopVersions;

/** What a stream of a shop's changes says. */
export type LiveMessage =
  /** The stream stands, and nothing is missing that happened after the versions that it was asked to go on from. */
  | { kind: "hello" }
  /** These topics have changed; with the versions of all, to go on from. */
  | { kind: "change"; topics: LiveTopic[]; versions: LiveVersions }
  /** Nothing has changed: the stream still stands. */
  | { kind: "heartbeat" };

/** A message as a server-sent event. */
export function formatLiveMessage(message: LiveMessage): string {
  switch (message.kind) {
    case "hello":
      return "event: hello\ndata:\n\n";
    case "change":
      return `event: change\nid: ${formatVersions(message.versions)}\ndata: ${JSON.stringify(message.topics)}\n\n`;
    case "heartbeat":
      return ":\n\n";
  }
}

/** Versions as the id of an event, e.g. "events=3&scores=12": any process can go on from it. */
export function formatVersions(versions: LiveVersions): string {
  return CHANGE_TOPICS.flatMap((topic) => {
    const version = versions[topic];
    return version === undefined ? [] : [`${topic}=${version}`];
  }).join("&");
}

/** The versions that an id stands for. What cannot be read counts as never changed, so that too much is told. */
export function parseVersions(id: string): LiveVersions {
  const versions: LiveVersions = {};
  const named = new URLSearchParams(id);
  for (const topic of CHANGE_TOPICS) {
    const text = named.get(topic) ?? "";
    if (/^\d{1,15}$/.test(text)) versions[topic] = Number(text);
  }
  return versions;
}

/** The topics that are of another version. */
export function changedTopics(before: LiveVersions, after: LiveVersions): LiveTopic[] {
  return CHANGE_TOPICS.filter((topic) => (before[topic] ?? 0) !== (after[topic] ?? 0));
}
