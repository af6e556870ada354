/**
 * How every process of this repository runs Node. Nearly all that ingest and scoring make of a batch dies with it, and it outgrows
 * the 16 MiB that V8 gives to young objects: they are copied, and copied again. The Dockerfile names the same.
 */
export const NODE_FLAGS = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=64"];
