/** Who is in: changes in the order of their instants, beginning with nobody in. */
export interface Change {
  at: number;
  member: boolean;
}

/** Whether a membership holds at an instant, changes of that very instant included. */
export function memberAt(changes: readonly Change[], at: number): boolean {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((changes[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1]?.member ?? false;
}
