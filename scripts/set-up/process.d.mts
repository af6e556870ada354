/** See process.mjs, which is plain JavaScript because it runs before anything is installed. */
export function runProgram(
  file: string,
  args: string[],
  options?: { cwd?: string; env?: Record<string, string | undefined>; quiet?: boolean },
): Promise<void>;
