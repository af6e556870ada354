import { testNumberedSentences } from "../../../support/numbered-sentences.ts";

testNumberedSentences({
  document: "docs/predictions.md",
  what: "promise of the predictions",
  folders: ["test/unit/pipeline/predict"],
  atLeast: 76,
});
