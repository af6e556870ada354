import { Icon, Link, Text } from "@shopify/polaris";
import { ArrowRightIcon, ExitIcon } from "@shopify/polaris-icons";
import { Trans } from "react-i18next";
import type { Change } from "../../queries/read-latest-changes.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { InstantText } from "../format/instant-text.tsx";
import { Slot } from "../words/slot.tsx";
import { useWords } from "../words/use-words.ts";
import { sayKeptReason } from "./say-reason.ts";

interface Props {
  changes: readonly Change[];
  /** The instant that "ago" counts from; without it the dates are written out. */
  asOf?: Instant;
  /** Whether to say who: not on one customer's own page. */
  isNamed?: boolean;
}

/** Who entered or left which segment, when, and why; newest first. Its words are common ones but for the reasons: many pages tell of changes. */
export function ChangeList({ changes, asOf, isNamed = true }: Props) {
  const words = useWords("conditions");
  return (
    <ul className="k-list k-changes">
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
              <ChangeWords change={change} isNamed={isNamed} />
            </Text>
            <Text as="p" variant="bodySm" tone="subdued" breakWord>
              {sayKeptReason(words, change.reason)}
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

function ChangeWords({ change, isNamed }: { change: Change; isNamed: boolean }) {
  const { entered, customerId, segmentHandle, segmentName } = change;
  const segment = <Link url={`/app/segments/${segmentHandle}`}>{segmentName}</Link>;
  return isNamed ? (
    <Trans
      ns="common"
      i18nKey={entered ? "change.entered" : "change.left"}
      components={{
        customer: <Slot of={<CustomerLink customerId={customerId} isInText />} />,
        segment: <Slot of={segment} />,
      }}
    />
  ) : (
    <Trans
      ns="common"
      i18nKey={entered ? "change.ownEntered" : "change.ownLeft"}
      components={{ segment: <Slot of={segment} /> }}
    />
  );
}
