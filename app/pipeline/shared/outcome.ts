/** For the default branch of a switch over outcomes: the compiler refuses a forgotten case. */
export function assertNever(value: never): never {
  throw new Error(`A case is missing for ${JSON.stringify(value)}`);
}
