/** The logarithm of one plus a size, with its sign: counts and amounts are spread over powers of ten. */
export const signedLog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));
