/** Every query and mutation that the app sends, in one place: a test validates each against Shopify's schema. */

export const SHOP_QUERY = `#graphql
  query Shop { shop { currencyCode ianaTimezone plan { publicDisplayName } } }`;

export const COUNTS_QUERY = `#graphql
  query Counts {
    customers: customersCount(limit: null) { count }
    products: productsCount(limit: null) { count }
    orders: ordersCount(limit: null) { count }
  }`;

/** What is read of a record, by whichever query it is found: the same record gives the same raw event. */
const CUSTOMER_FIELDS = "id createdAt updatedAt tags";
const PRODUCT_FIELDS =
  "id title updatedAt productType vendor priceRangeV2 { minVariantPrice { amount currencyCode } }";
const VARIANT_FIELDS = "id price compareAtPrice";
const LINE_FIELDS = `id quantity originalUnitPriceSet { shopMoney { amount } }
          discountAllocations { allocatedAmountSet { shopMoney { amount } } } product { id } variant { id }`;
const ORDER_FIELDS = `id createdAt processedAt updatedAt cancelledAt test currencyCode
        totalPriceSet { shopMoney { amount currencyCode } }
        subtotalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } discountCodes
        customer { id } cartToken checkoutToken
        sourceName displayFulfillmentStatus
        fulfillments { createdAt status }
        refunds { id createdAt totalRefundedSet { shopMoney { amount currencyCode } } }`;

const pageOf = (fields: string): string => `
      nodes { ${fields} }
      pageInfo { hasNextPage endCursor }`;
const CUSTOMERS = pageOf(CUSTOMER_FIELDS);
const PRODUCTS = pageOf(`${PRODUCT_FIELDS} variants(first: 100) { nodes { ${VARIANT_FIELDS} } }`);
const ORDERS = pageOf(`${ORDER_FIELDS}
        lineItems(first: 100) { nodes { ${LINE_FIELDS} } pageInfo { hasNextPage endCursor } }`);

/** Newest first, so that the customers who matter now have scores within the first page. */
export const CUSTOMERS_PAGE_QUERY = `#graphql
  query CustomersPage($first: Int!, $after: String) {
    page: customers(first: $first, after: $after, sortKey: UPDATED_AT, reverse: true) {${CUSTOMERS}
    }
  }`;

export const PRODUCTS_PAGE_QUERY = `#graphql
  query ProductsPage($first: Int!, $after: String) {
    page: products(first: $first, after: $after) {${PRODUCTS}
    }
  }`;

export const ORDERS_PAGE_QUERY = `#graphql
  query OrdersPage($first: Int!, $after: String) {
    page: orders(first: $first, after: $after, sortKey: CREATED_AT, reverse: true, query: "status:any") {${ORDERS}
    }
  }`;

/** What a search finds, the longest unchanged first: what changes meanwhile comes again at the end. */
export const CUSTOMERS_CHANGED_QUERY = `#graphql
  query CustomersChanged($first: Int!, $after: String, $query: String!) {
    page: customers(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {${CUSTOMERS}
    }
  }`;

export const PRODUCTS_CHANGED_QUERY = `#graphql
  query ProductsChanged($first: Int!, $after: String, $query: String!) {
    page: products(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {${PRODUCTS}
    }
  }`;

export const ORDERS_CHANGED_QUERY = `#graphql
  query OrdersChanged($first: Int!, $after: String, $query: String!) {
    page: orders(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {${ORDERS}
    }
  }`;

/** The lines of an order that did not fit into a page of orders. */
export const ORDER_LINES_QUERY = `#graphql
  query OrderLines($id: ID!, $after: String) {
    order(id: $id) {
      lineItems(first: 250, after: $after) {${pageOf(LINE_FIELDS)}
      }
    }
  }`;

/** Which collections some products are in. */
export const PRODUCT_COLLECTIONS_QUERY = `#graphql
  query ProductCollections($ids: [ID!]!, $first: Int!) {
    nodes(ids: $ids) {
      ... on Product { id collections(first: $first) { nodes { id handle title } pageInfo { hasNextPage } } }
    }
  }`;

/** Which products are in a collection. */
export const COLLECTION_PRODUCTS_QUERY = `#graphql
  query CollectionProducts($id: ID!, $after: String) {
    collection(id: $id) {
      products(first: 250, after: $after) {${pageOf("id")}
      }
    }
  }`;

/** Customers who carry a tag, as far as Shopify's search knows; the tags are those that they carry now. */
export const TAGGED_CUSTOMERS_QUERY = `#graphql
  query TaggedCustomers($first: Int!, $after: String, $query: String!) {
    page: customers(first: $first, after: $after, query: $query) {${pageOf("id tags")}
    }
  }`;

/** Asked only for shops that match addresses: what it answers is hashed, and kept nowhere as it is. */
export const CUSTOMER_ADDRESSES_QUERY = `#graphql
  query CustomerAddresses($first: Int!, $after: String, $query: String!) {
    page: customers(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {
      nodes {
        id updatedAt
        defaultEmailAddress { emailAddress }
        defaultPhoneNumber { phoneNumber }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`;

// Bulk queries have no pages, and may select by edges alone.

export const CUSTOMERS_BULK_QUERY = `{ customers { edges { node { ${CUSTOMER_FIELDS} } } } }`;

export const PRODUCTS_BULK_QUERY = `{ products { edges { node { ${PRODUCT_FIELDS}
    variants { edges { node { ${VARIANT_FIELDS} } } } } } } }`;

export const ORDERS_BULK_QUERY = `{ orders(query: "status:any") { edges { node { ${ORDER_FIELDS}
    lineItems { edges { node { ${LINE_FIELDS} } } } } } } }`;

export const RUN_BULK_QUERY_MUTATION = `#graphql
  mutation RunBulkQuery($query: String!, $groupObjects: Boolean!) {
    payload: bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
      bulkOperation { id }
      userErrors { code message }
    }
  }`;

export const BULK_OPERATION_QUERY = `#graphql
  query BulkOperation($id: ID!) {
    operation: bulkOperation(id: $id) { status errorCode url partialDataUrl }
  }`;

export const STAGE_UPLOAD_MUTATION = `#graphql
  mutation StageUpload($input: [StagedUploadInput!]!) {
    payload: stagedUploadsCreate(input: $input) {
      stagedTargets { url parameters { name value } }
      userErrors { message }
    }
  }`;

export const RUN_BULK_MUTATION_MUTATION = `#graphql
  mutation RunBulkMutation($mutation: String!, $path: String!) {
    payload: bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path, groupObjects: false) {
      bulkOperation { id }
      userErrors { code message }
    }
  }`;

export const CANCEL_BULK_MUTATION = `#graphql
  mutation CancelBulk($id: ID!) {
    payload: bulkOperationCancel(id: $id) { userErrors { message } }
  }`;

export const BULK_MUTATIONS_QUERY = `#graphql
  query BulkMutations($query: String!) {
    operations: bulkOperations(first: 50, query: $query) { nodes { id query } }
  }`;

/** What a bulk operation runs for each line of variables; its name tells which load it is. */
export const bulkTagsMutation = (name: string, change: "add" | "remove"): string =>
  `mutation ${name}($id: ID!, $tags: [String!]!) {
    answer: ${change === "add" ? "tagsAdd" : "tagsRemove"}(id: $id, tags: $tags) { userErrors { message } }
  }`;

export const CUSTOMER_TAGS_QUERY = `#graphql
  query CustomerTags($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Customer { id tags } }
  }`;

/**
 * Asked when names are shown, and kept nowhere. Not `displayName`, which is the email where there is no name; not `image`,
 * which tells a service outside who is being looked at.
 */
export const CUSTOMER_NAMES_QUERY = `#graphql
  query CustomerNames($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Customer { id firstName lastName } }
  }`;

/** Whom a merchant looks for, as Shopify's own search finds them. */
export const FIND_CUSTOMERS_QUERY = `#graphql
  query FindCustomers($first: Int!, $query: String!) {
    customers(first: $first, query: $query) { nodes { id } }
  }`;

/** What merchants made of customers in Shopify; the newest first, since those are worked with. */
export const SEGMENTS_QUERY = `#graphql
  query Segments($first: Int!, $after: String) {
    segments(first: $first, after: $after, sortKey: LAST_EDIT_DATE, reverse: true) {
      nodes { id name query }
      pageInfo { hasNextPage endCursor }
    }
  }`;

/** Whose orders have a name ("#1001"). */
export const FIND_ORDERS_QUERY = `#graphql
  query FindOrders($first: Int!, $query: String!) {
    orders(first: $first, query: $query) { nodes { customer { id } } }
  }`;

export const DEFINE_METAFIELD_MUTATION = `#graphql
  mutation DefineMetafield($definition: MetafieldDefinitionInput!) {
    payload: metafieldDefinitionCreate(definition: $definition) {
      userErrors { code message }
    }
  }`;

export const REMOVE_DEFINITION_MUTATION = `#graphql
  mutation RemoveDefinition($identifier: MetafieldDefinitionIdentifierInput!) {
    payload: metafieldDefinitionDelete(identifier: $identifier, deleteAllAssociatedMetafields: true) {
      userErrors { code message }
    }
  }`;

export const SET_METAFIELDS_MUTATION = `#graphql
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    payload: metafieldsSet(metafields: $metafields) {
      userErrors { elementIndex message }
    }
  }`;

export const DELETE_METAFIELDS_MUTATION = `#graphql
  mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
    payload: metafieldsDelete(metafields: $metafields) {
      userErrors { message }
    }
  }`;

export const WEB_PIXEL_QUERY = `#graphql
  query WebPixel { webPixel { id } }`;

export const CREATE_WEB_PIXEL_MUTATION = `#graphql
  mutation CreateWebPixel($webPixel: WebPixelInput!) {
    payload: webPixelCreate(webPixel: $webPixel) {
      webPixel { id }
      userErrors { code field message }
    }
  }`;

export const UPDATE_WEB_PIXEL_MUTATION = `#graphql
  mutation UpdateWebPixel($id: ID!, $webPixel: WebPixelInput!) {
    payload: webPixelUpdate(id: $id, webPixel: $webPixel) {
      webPixel { id }
      userErrors { code field message }
    }
  }`;

export const FLOW_MARK_QUERY = `#graphql
  query FlowMark($namespace: String!, $key: String!) {
    installation: currentAppInstallation {
      id
      mark: metafield(namespace: $namespace, key: $key) { value }
    }
  }`;

/** Several triggers of Flow, and behind them the mark that says they were carried out: fields of a mutation run in their order. */
export function tellFlowMutation(triggers: number): string {
  const places = Array.from({ length: triggers }, (_, index) => index);
  const variables = places.map((index) => `$handle${index}: String!, $payload${index}: JSON!`);
  const fields = places.map(
    (index) =>
      `trigger${index}: flowTriggerReceive(handle: $handle${index}, payload: $payload${index}) { userErrors { message } }`,
  );
  return `mutation TellFlow($mark: [MetafieldsSetInput!]!, ${variables.join(", ")}) {
    ${fields.join("\n    ")}
    mark: metafieldsSet(metafields: $mark) { userErrors { message } }
  }`;
}

/** One request for several customers, each with its additions and removals: every change of a customer arrives together. */
export function writeTagsMutation(customers: { add: boolean; remove: boolean }[]): string {
  const variables: string[] = [];
  const fields: string[] = [];
  customers.forEach((change, index) => {
    variables.push(`$id${index}: ID!`);
    // Old states go first: a customer never carries two at once.
    if (change.remove) {
      variables.push(`$remove${index}: [String!]!`);
      fields.push(
        `remove${index}: tagsRemove(id: $id${index}, tags: $remove${index}) { userErrors { message } }`,
      );
    }
    if (change.add) {
      variables.push(`$add${index}: [String!]!`);
      fields.push(
        `add${index}: tagsAdd(id: $id${index}, tags: $add${index}) { userErrors { message } }`,
      );
    }
  });
  return `mutation WriteTags(${variables.join(", ")}) { ${fields.join(" ")} }`;
}
