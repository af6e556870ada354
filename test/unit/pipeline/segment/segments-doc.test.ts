import { testNumberedSentences } from "../../../support/numbered-sentences.ts";

testNumberedSentences({
  document: "docs/segments.md",
  what: "sentence about segments",
  folders: ["test/unit/pipeline/segment"],
  atLeast: 36,
});
