/** Object ids of PostgreSQL's own types (pg_type.dat). */
const TEXT = 25;
const JSONB = 3802;

/** A binary jsonb begins with the version of its format. */
const JSONB_VERSION = Uint8Array.of(1);
const NONE = new Uint8Array(0);

const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * Texts as a parameter of the type text[], in PostgreSQL's binary format (array_recv): written with quotes and escapes, as
 * drivers do, an array of JSON costs both sides several times as much.
 */
export const textArray = (texts: readonly string[]): Buffer => encode(texts, TEXT, NONE);

/** JSON texts as a parameter of the type jsonb[]. */
export const jsonbArray = (texts: readonly string[]): Buffer => encode(texts, JSONB, JSONB_VERSION);

/** Dimensions, whether there are nulls, type; length and lower bound of the one dimension; each with its length. */
function encode(texts: readonly string[], type: number, prefix: Uint8Array): Buffer {
  const lengths = texts.map((text) => prefix.length + Buffer.byteLength(text));
  const bytes = lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, HEAD_BYTES);
  const buffer = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const word of [1, 0, type, texts.length, 1]) at = buffer.writeInt32BE(word, at);
  texts.forEach((text, index) => {
    at = buffer.writeInt32BE(lengths[index] ?? 0, at);
    buffer.set(prefix, at);
    at += prefix.length;
    at += buffer.write(text, at);
  });
  return buffer;
}
