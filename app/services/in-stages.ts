interface Stages<Item, Read, Made> {
  read(item: Item): Promise<Read>;
  /** Lets others go on from time to time: nothing is read or written while it holds the processor. */
  compute(item: Item, read: Read): Promise<Made>;
  write(made: Made): Promise<unknown>;
}

/**
 * Takes items through three stages, of which the first and the last wait for the database: while one item is computed,
 * the next one is read and the one before it is written. Read and written in their order, one at a time of each.
 * @throws what failed first; nothing is under way any more by then
 */
export async function inStages<Item, Read, Made>(
  items: readonly Item[],
  { read, compute, write }: Stages<Item, Read, Made>,
): Promise<void> {
  const failures: unknown[] = [];
  const begin = <T>(work: Promise<T>): Promise<T> => {
    // Noted at once, whoever waits for it when: else the process would take it for a failure that nobody handles.
    work.catch((error: unknown) => failures.push(error));
    return work;
  };
  const readNext = (index: number): Promise<Read> | null => {
    const item = items[index];
    return item === undefined ? null : begin(read(item));
  };
  let reading = readNext(0);
  let writing: Promise<unknown> | null = null;
  try {
    for (const [index, item] of items.entries()) {
      const found = (await reading) as Read;
      reading = readNext(index + 1);
      const made = await begin(compute(item, found));
      await writing;
      writing = begin(write(made));
    }
    await writing;
  } catch (error) {
    await Promise.allSettled([reading, writing]);
    throw failures[0] ?? error;
  }
}
