import { testNumberedSentences } from "../../../support/numbered-sentences.ts";

testNumberedSentences({
  document: "docs/likes-and-habits.md",
  what: "promise of likes and habits",
  folders: ["test/unit/pipeline/predict/affinity", "test/unit/pipeline/predict/channels"],
  atLeast: 20,
});
