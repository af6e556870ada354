/** What the browser's sampling profiler gives (Profiler.Profile of the DevTools protocol), as far as it is read. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { url: string }; children?: number[] }[];
  /** Ids of nodes, one a sample. */
  samples?: number[];
  /** µs from the sample before to each sample. */
  timeDeltas?: number[];
}

export interface ScriptTime {
  /** ms on the main thread, over all. */
  totalMs: number;
  /** ms of the longest stretch at once. */
  longestMs: number;
}

/**
 * The time while the script ran, or something that it called. Who called it does not matter: the consent
 * interface's callback is not the script's, what the script does in it is.
 */
export function readScriptTime(profile: CpuProfile, script: string): ScriptTime {
  const own = findNodes(profile, script);
  const { samples = [], timeDeltas = [] } = profile;
  let totalUs = 0;
  let longestUs = 0;
  let stretchUs = 0;
  samples.forEach((node, index) => {
    // A sample stands for the time until the next one.
    stretchUs = own.has(node) ? stretchUs + (timeDeltas[index + 1] ?? 0) : 0;
    if (own.has(node)) totalUs += timeDeltas[index + 1] ?? 0;
    longestUs = Math.max(longestUs, stretchUs);
  });
  return { totalMs: totalUs / 1000, longestMs: longestUs / 1000 };
}

/** The script's nodes with all below them. */
function findNodes({ nodes }: CpuProfile, script: string): Set<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Set<number>();
  const open = nodes.filter(({ callFrame }) => callFrame.url.includes(script)).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(byId.get(id)?.children ?? []));
  }
  return found;
}
