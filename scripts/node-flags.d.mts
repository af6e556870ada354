/** See node-flags.mjs, which is plain JavaScript because it runs before anything is installed. */
export const NODE_FLAGS: string[];
