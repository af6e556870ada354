/** Before each try. A batch that is sent twice is no fault: the server knows every fact by its key. */
const PAUSES_MS = [0, 1000, 4000];

export interface PostEnvironment {
  fetch: typeof fetch;
  wait(ms: number): Promise<void>;
  /** Asked before each try: consent may be gone by then. */
  isAllowed(): boolean;
}

/**
 * Sends a body, again where the server or the network failed. What the server refuses is given up at once.
 * @param makeBody made anew for each try, since it says when it was sent
 */
export async function post(
  endpoint: string,
  makeBody: () => string,
  { fetch, wait, isAllowed }: PostEnvironment,
): Promise<void> {
  for (const pause of PAUSES_MS) {
    if (pause > 0) await wait(pause);
    if (!isAllowed()) return;
    try {
      // A string goes as text/plain, which asks no permission of the server first. keepalive lets it outlive the page.
      const { status } = await fetch(endpoint, {
        method: "POST",
        body: makeBody(),
        keepalive: true,
      });
      if (status < 500 && status !== 429) return;
    } catch {
      // No network, or a blocker: the next try may fare better.
    }
  }
}
