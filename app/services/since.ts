/** From which instant on something counts otherwise than before, by its number: the earliest that was noted. */
export type Since = Map<number, number>;

export function noteSince(since: Since, id: number, at: number): void {
  since.set(id, Math.min(since.get(id) ?? at, at));
}
