/** Object ids of PostgreSQL's own types (pg_type.dat). */
const BOOL = 16;
const INT8 = 20;
const INT2 = 21;
const INT4 = 23;
const TEXT = 25;
const TIMESTAMPTZ = 1184;
const JSONB = 3802;

/** A binary jsonb begins with the version of its format. */
const JSONB_VERSION = Uint8Array.of(1);
const NONE = new Uint8Array(0);

const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;
/** The length that stands for null. */
const NULL_LENGTH = -1;
/** PostgreSQL counts microseconds from the beginning of 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

type Column<T> = readonly (T | null)[];

// Parameters in PostgreSQL's binary format (array_recv): written with quotes and escapes, as drivers do, an array of JSON
// costs both sides several times as much, and an instant as text more than the row it is in.

/** Texts as a parameter of the type text[]. */
export const textArray = (texts: Column<string>): Buffer => encodeTexts(texts, TEXT, NONE);

/** JSON texts as a parameter of the type jsonb[]. */
export const jsonbArray = (texts: Column<string>): Buffer =>
  encodeTexts(texts, JSONB, JSONB_VERSION);

/** Instants, in ms since 1970, as a parameter of the type timestamptz[]. Parts of a millisecond are cut off, as Date does. */
export const instantArray = (instants: Column<number>): Buffer =>
  encodeFixed(instants, { type: TIMESTAMPTZ, bytes: 8 }, (buffer, instant, at) =>
    buffer.writeBigInt64BE(BigInt(Math.trunc(instant) - EPOCH_MS) * 1000n, at),
  );

/** Whole numbers below 2^53 as a parameter of the type bigint[]. */
export const bigintArray = (numbers: Column<number>): Buffer =>
  encodeFixed(numbers, { type: INT8, bytes: 8 }, (buffer, number, at) =>
    buffer.writeBigInt64BE(BigInt(number), at),
  );

/** Whole numbers of 32 bits as a parameter of the type int[]. */
export const intArray = (numbers: Column<number>): Buffer =>
  encodeFixed(numbers, { type: INT4, bytes: 4 }, (buffer, number, at) =>
    buffer.writeInt32BE(number, at),
  );

/** Whole numbers of 16 bits as a parameter of the type smallint[]. */
export const smallintArray = (numbers: Column<number>): Buffer =>
  encodeFixed(numbers, { type: INT2, bytes: 2 }, (buffer, number, at) =>
    buffer.writeInt16BE(number, at),
  );

/** Flags as a parameter of the type boolean[]. */
export const booleanArray = (flags: Column<boolean>): Buffer =>
  encodeFixed(flags, { type: BOOL, bytes: 1 }, (buffer, flag, at) =>
    buffer.writeInt8(flag ? 1 : 0, at),
  );

function encodeFixed<T>(
  values: Column<T>,
  { type, bytes }: { type: number; bytes: number },
  write: (buffer: Buffer, value: T, at: number) => number,
): Buffer {
  const there = values.reduce<number>((count, value) => (value === null ? count : count + 1), 0);
  const buffer = Buffer.allocUnsafe(HEAD_BYTES + values.length * LENGTH_BYTES + there * bytes);
  let at = writeHead(buffer, type, values);
  for (const value of values) {
    at = buffer.writeInt32BE(value === null ? NULL_LENGTH : bytes, at);
    if (value !== null) at = write(buffer, value, at);
  }
  return buffer;
}

function encodeTexts(texts: Column<string>, type: number, prefix: Uint8Array): Buffer {
  const lengths = texts.map((text) =>
    text === null ? NULL_LENGTH : prefix.length + Buffer.byteLength(text),
  );
  const bytes = lengths.reduce((sum, length) => sum + Math.max(0, length), 0);
  const buffer = Buffer.allocUnsafe(HEAD_BYTES + texts.length * LENGTH_BYTES + bytes);
  let at = writeHead(buffer, type, texts);
  texts.forEach((text, index) => {
    at = buffer.writeInt32BE(lengths[index] ?? NULL_LENGTH, at);
    if (text === null) return;
    buffer.set(prefix, at);
    at += prefix.length;
    at += buffer.write(text, at);
  });
  return buffer;
}

/** Dimensions, whether there are nulls, type; length and lower bound of the one dimension. */
function writeHead(buffer: Buffer, type: number, column: Column<unknown>): number {
  const hasNulls = column.includes(null) ? 1 : 0;
  let at = 0;
  for (const word of [1, hasNulls, type, column.length, 1]) at = buffer.writeInt32BE(word, at);
  return at;
}
