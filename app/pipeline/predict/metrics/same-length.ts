/** Two lists that speak of the same rows are of one length; anything else is a mistake of the caller. */
export function assertSameLength(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  names: string,
): void {
  if (first.length !== second.length)
    throw new RangeError(
      `${names} must be of one length, one per row: got ${first.length} and ${second.length}`,
    );
}
