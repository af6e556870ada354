/**
 * The app's only source of time. Everything else takes an instant as an argument; SQL takes it as
 * a parameter. A process that runs on another clock (a history replayed as of its own dates) has
 * `Date` itself replaced before this module loads, so that libraries agree with us about the time.
 *
 * @returns milliseconds since 1970-01-01T00:00:00Z
 */
export function now(): number {
  return Date.now();
}
