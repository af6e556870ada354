import { testNumberedSentences } from "../../../support/numbered-sentences.ts";

testNumberedSentences({
  document: "docs/tags.md",
  what: "rule of tags",
  folders: ["test/unit/pipeline/activate", "test/unit/shopify", "test/integration/app"],
  atLeast: 20,
});
