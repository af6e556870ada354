import { testNumberedSentences } from "../../../support/numbered-sentences.ts";

testNumberedSentences({
  document: "docs/activation.md",
  what: "promise of activation",
  folders: ["test/unit/pipeline/activate", "test/unit/services", "test/integration/app"],
  atLeast: 43,
});
