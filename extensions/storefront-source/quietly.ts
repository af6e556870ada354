/**
 * Whatever goes wrong in here, the theme must not notice: no error and no broken promise leaves this script. What
 * `work` does before it first waits is done at once, as in a page that is being left.
 */
export function quietly<A extends unknown[]>(work: (...args: A) => unknown): (...args: A) => void {
  const guarded: (...args: A) => unknown = async (...args) => {
    try {
      await work(...args);
    } catch {
      // An event less is better than a shop that does not sell.
    }
  };
  return guarded;
}

export function listen<E>(target: EventTarget, name: string, handle: (event: E) => unknown): void {
  target.addEventListener(name, quietly(handle as (event: unknown) => unknown));
}
