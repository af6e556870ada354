import { Icon, Link, Text } from "@shopify/polaris";
import { ArrowRightIcon, ExitIcon } from "@shopify/polaris-icons";
import type { Change } from "../../queries/read-latest-changes.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { InstantText } from "../format/instant-text.tsx";

interface Props {
  changes: readonly Change[];
  /** The instant that "ago" counts from; without it the dates are written out. */
  asOf?: Instant;
  /** Whether to say who: not on one customer's own page. */
  isNamed?: boolean;
}

/** Who entered or left which segment, when, and why; newest first. */
export function ChangeList({ changes, asOf, isNamed = true }: Props) {
  return (
    <ul className="k-list">
      {changes.map((change) => (
        <li key={change.changeId}>
          <span className="k-direction" aria-hidden="true">
            <Icon
              source={change.entered ? ArrowRightIcon : ExitIcon}
              tone={change.entered ? "success" : "subdued"}
            />
          </span>
          <div className="k-grow">
            <Text as="p" breakWord>
              {isNamed ? (
                <>
                  <CustomerLink customerId={change.customerId} />{" "}
                </>
              ) : null}
              {verb(change.entered, isNamed)} <SegmentLink change={change} />
            </Text>
            <Text as="p" variant="bodySm" tone="subdued" breakWord>
              {change.reason}
            </Text>
          </div>
          <Text as="span" variant="bodySm" tone="subdued">
            {asOf === undefined ? (
              <InstantText at={change.at} />
            ) : (
              <InstantText at={change.at} asOf={asOf} />
            )}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function SegmentLink({ change }: { change: Change }) {
  return (
    <Link url={`/app/segments/${change.segmentHandle}`} removeUnderline>
      {change.segmentName}
    </Link>
  );
}

function verb(entered: boolean, isNamed: boolean): string {
  if (isNamed) return entered ? "entered" : "left";
  return entered ? "Entered" : "Left";
}
