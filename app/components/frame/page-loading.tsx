import {
  BlockStack,
  Card,
  SkeletonBodyText,
  SkeletonDisplayText,
  SkeletonPage,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { kindOfPage, type PageKind } from "./page-kind.ts";

/** Stands for a page that is on its way, in the shape of what comes, so that nothing jumps when it is there. */
export function PageLoading({ path }: { path: string }) {
  const kind = kindOfPage(path);
  return (
    <div aria-busy="true">
      <SkeletonPage primaryAction={kind === "list"} fullWidth={FULL_WIDTH.has(kind)}>
        <BlockStack gap="400">{SHAPES[kind]}</BlockStack>
      </SkeletonPage>
    </div>
  );
}

/** Pages that put two things side by side take all the width there is. */
const FULL_WIDTH: ReadonlySet<PageKind> = new Set(["editor", "workbench"]);

const SHAPES: Record<PageKind, ReactNode> = {
  home: (
    <>
      <Block lines={4} />
      <Tiles />
      <div className="k-columns" data-ratio="two-one">
        <Rows count={6} />
        <Rows count={6} />
      </div>
      <Rows count={8} />
    </>
  ),
  list: (
    <>
      <Block lines={1} />
      <Rows count={12} />
    </>
  ),
  rows: (
    <>
      <Block lines={2} />
      <Rows count={12} />
    </>
  ),
  detail: (
    <>
      <Tiles />
      <div className="k-columns" data-ratio="two-one">
        <Rows count={8} />
        <Block lines={10} />
      </div>
      <Rows count={6} />
    </>
  ),
  plots: (
    <>
      <SkeletonBodyText lines={1} />
      <Block lines={16} />
      <Block lines={12} />
    </>
  ),
  editor: (
    <>
      <Block lines={4} />
      <Block lines={8} />
      <Block lines={6} />
    </>
  ),
  workbench: (
    <div className="k-workbench">
      <Rows count={10} />
      <Block lines={14} />
    </div>
  ),
  form: (
    <>
      <Block lines={4} />
      <Block lines={8} />
      <Block lines={6} />
    </>
  ),
};

function Block({ lines }: { lines: number }) {
  return (
    <Card>
      <BlockStack gap="300">
        <SkeletonDisplayText size="small" />
        <SkeletonBodyText lines={lines} />
      </BlockStack>
    </Card>
  );
}

function Tiles() {
  return (
    <Card>
      <div className="k-tiles">
        {["a", "b", "c", "d"].map((tile) => (
          <BlockStack key={tile} gap="200">
            <SkeletonBodyText lines={1} />
            <SkeletonDisplayText size="small" />
          </BlockStack>
        ))}
      </div>
    </Card>
  );
}

/** A card of a table or list: its heading, and rows of two lines each. */
function Rows({ count }: { count: number }) {
  return (
    <Card>
      <BlockStack gap="400">
        <SkeletonDisplayText size="small" />
        {Array.from({ length: count }, (_, row) => (
          <SkeletonBodyText key={row} lines={2} />
        ))}
      </BlockStack>
    </Card>
  );
}
