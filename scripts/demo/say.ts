/** Progress goes to standard error: standard output belongs to the result. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

let lastAt = 0;

/** A line of progress, at most one a second. */
export function sayProgress(line: string): void {
  const now = performance.now();
  if (now - lastAt < 1000) return;
  lastAt = now;
  say(line);
}
