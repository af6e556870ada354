import { Box, Button, Card, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { SegmentOverview } from "../../../queries/read-segment-overview.ts";
import { orderSegments, SEGMENT_ORDERS, type SegmentOrder } from "./order-segments.ts";
import { SegmentList } from "./segment-list.tsx";

/** All segments, to look through and to sort. */
export function SegmentListCard({ segments }: { segments: readonly SegmentOverview[] }) {
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<SegmentOrder>("made");
  if (segments.length === 0) return <NoSegments />;
  const shown = orderSegments(segments, { search, order });
  return (
    <Card padding="0">
      <Box padding="400">
        <div className="k-filters">
          <TextField
            label="Search segments"
            type="search"
            autoComplete="off"
            placeholder="Name, description or tag"
            value={search}
            onChange={setSearch}
            clearButton
            onClearButtonClick={() => setSearch("")}
          />
          <Select
            label="Sort by"
            value={order}
            options={[...SEGMENT_ORDERS]}
            onChange={(value) => {
              const chosen = SEGMENT_ORDERS.find((each) => each.value === value);
              if (chosen !== undefined) setOrder(chosen.value);
            }}
          />
        </div>
      </Box>
      {shown.length === 0 ? (
        <Box padding="800">
          <Text as="p" tone="subdued" alignment="center">
            No segment fits. Try a shorter word.
          </Text>
        </Box>
      ) : (
        <SegmentList segments={shown} />
      )}
    </Card>
  );
}

function NoSegments() {
  return (
    <Card>
      <Box padding="600">
        <div className="k-centered">
          <Text as="h2" variant="headingMd">
            No segment yet
          </Text>
          <Box paddingBlock="300">
            <Text as="p" tone="subdued">
              A segment is a group of customers by what they do. Customers enter and leave it the
              moment their behavior fits, and the segment’s tag follows in Shopify.
            </Text>
          </Box>
          <Button variant="primary" url="/app/segments/new">
            Create segment
          </Button>
        </div>
      </Box>
    </Card>
  );
}
