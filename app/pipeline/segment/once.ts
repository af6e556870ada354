/** The function with its result kept: it is computed when it is first asked for, and never again. */
export function once<T>(compute: () => T): () => T {
  let kept: { value: T } | null = null;
  return () => (kept ??= { value: compute() }).value;
}
