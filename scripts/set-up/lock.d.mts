/** See lock.mjs, which is plain JavaScript because it runs before anything is installed. */
export function withLock<T>(file: string, work: () => Promise<T>): Promise<T>;
