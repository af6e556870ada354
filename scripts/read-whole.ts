/**
 * The whole number that an argument of a command names.
 * @throws Error that names the argument and what it takes
 */
export function readWhole(name: string, text: string, [least, most]: [number, number]): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}
