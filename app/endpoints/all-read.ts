let turn: Promise<void> | undefined;

/**
 * Resolves when all is read that came by now. Requests that came together then go through each step together, as far as an
 * `await` stands between two steps: read and worked through one by one, each would find the code of its steps gone from the
 * processor's caches, which takes longer than what the code does.
 */
export function allRead(): Promise<void> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      resolve();
    });
  });
  return turn;
}
