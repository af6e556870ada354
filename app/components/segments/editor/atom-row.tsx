import type { Atom } from "../../../pipeline/segment/condition-tree.ts";
import { assertNever } from "../../../pipeline/shared/outcome.ts";
import { ConsentRow } from "./rows/consent-row.tsx";
import { CountRow } from "./rows/count-row.tsx";
import { NextOrderRow } from "./rows/next-order-row.tsx";
import { PersonRow } from "./rows/person-row.tsx";
import { PredictionRow } from "./rows/prediction-row.tsx";
import { RevenueRow } from "./rows/revenue-row.tsx";
import { RfmGroupRow } from "./rows/rfm-group-row.tsx";
import { RfmRow } from "./rows/rfm-row.tsx";
import { ScoreRow } from "./rows/score-row.tsx";
import { SegmentRow } from "./rows/segment-row.tsx";
import { SequenceRow } from "./rows/sequence-row.tsx";
import { ShareRow } from "./rows/share-row.tsx";
import { SinceRow } from "./rows/since-row.tsx";
import { SumRow } from "./rows/sum-row.tsx";
import { TagRow } from "./rows/tag-row.tsx";

/** The fields of one atom, in a line that reads as a sentence. */
export function AtomRow({ atom, onChange }: { atom: Atom; onChange: (atom: Atom) => void }) {
  switch (atom.kind) {
    case "score":
      return <ScoreRow atom={atom} onChange={onChange} />;
    case "prediction":
      return <PredictionRow atom={atom} onChange={onChange} />;
    case "next-order":
      return <NextOrderRow atom={atom} onChange={onChange} />;
    case "rfm":
      return <RfmRow atom={atom} onChange={onChange} />;
    case "rfm-group":
      return <RfmGroupRow atom={atom} onChange={onChange} />;
    case "count":
      return <CountRow atom={atom} onChange={onChange} />;
    case "sum":
      return <SumRow atom={atom} onChange={onChange} />;
    case "share":
      return <ShareRow atom={atom} onChange={onChange} />;
    case "revenue":
      return <RevenueRow atom={atom} onChange={onChange} />;
    case "since":
      return <SinceRow atom={atom} onChange={onChange} />;
    case "sequence":
      return <SequenceRow atom={atom} onChange={onChange} />;
    case "consent":
      return <ConsentRow atom={atom} onChange={onChange} />;
    case "tag":
      return <TagRow atom={atom} onChange={onChange} />;
    case "segment":
      return <SegmentRow atom={atom} onChange={onChange} />;
    case "person":
      return <PersonRow atom={atom} onChange={onChange} />;
    default:
      return assertNever(atom);
  }
}
