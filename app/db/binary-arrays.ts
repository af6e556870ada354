/** Object ids of PostgreSQL's own types (pg_type.dat). */
const TEXT = 25;
const TIMESTAMPTZ = 1184;
const JSONB = 3802;

/** A binary jsonb begins with the version of its format. */
const JSONB_VERSION = Uint8Array.of(1);
const NONE = new Uint8Array(0);

const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;
const TIMESTAMP_BYTES = 8;
/** PostgreSQL counts microseconds from the beginning of 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

// Parameters in PostgreSQL's binary format (array_recv): written with quotes and escapes, as drivers do, an array of JSON
// costs both sides several times as much, and an instant as text more than the row it is in.

/** Texts as a parameter of the type text[]. */
export const textArray = (texts: readonly string[]): Buffer => encodeTexts(texts, TEXT, NONE);

/** JSON texts as a parameter of the type jsonb[]. */
export const jsonbArray = (texts: readonly string[]): Buffer =>
  encodeTexts(texts, JSONB, JSONB_VERSION);

/** Instants, in ms since 1970, as a parameter of the type timestamptz[]. Parts of a millisecond are cut off, as Date does. */
export function instantArray(instants: readonly number[]): Buffer {
  const bytes = HEAD_BYTES + instants.length * (LENGTH_BYTES + TIMESTAMP_BYTES);
  const buffer = Buffer.allocUnsafe(bytes);
  let at = writeHead(buffer, TIMESTAMPTZ, instants.length);
  for (const instant of instants) {
    at = buffer.writeInt32BE(TIMESTAMP_BYTES, at);
    at = buffer.writeBigInt64BE(BigInt(Math.trunc(instant) - EPOCH_MS) * 1000n, at);
  }
  return buffer;
}

function encodeTexts(texts: readonly string[], type: number, prefix: Uint8Array): Buffer {
  const lengths = texts.map((text) => prefix.length + Buffer.byteLength(text));
  const bytes = lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, HEAD_BYTES);
  const buffer = Buffer.allocUnsafe(bytes);
  let at = writeHead(buffer, type, texts.length);
  texts.forEach((text, index) => {
    at = buffer.writeInt32BE(lengths[index] ?? 0, at);
    buffer.set(prefix, at);
    at += prefix.length;
    at += buffer.write(text, at);
  });
  return buffer;
}

/** Dimensions, whether there are nulls, type; length and lower bound of the one dimension. */
function writeHead(buffer: Buffer, type: number, length: number): number {
  let at = 0;
  for (const word of [1, 0, type, length, 1]) at = buffer.writeInt32BE(word, at);
  return at;
}
