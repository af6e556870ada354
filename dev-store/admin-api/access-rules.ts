import { getNamedType, GraphQLError, isObjectType } from "graphql";
import type { GraphQLOutputType } from "graphql";

/** A row of Shopify's own table. `fieldName` and `returnType` are there for fields only. */
export interface ScopeRow {
  type: "field" | "type";
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
}

interface Requirement {
  scopes: string[];
  /** All of them, or any. */
  all: boolean;
  /** Besides `scopes`, all of these. */
  also: string[];
  /** Shopify's words; empty where only the type is guarded, not the field. */
  words: string;
}

export interface AccessRules {
  /** Throws Shopify's ACCESS_DENIED unless the scopes open this field and what it returns. */
  requireField(
    field: { typeName: string; fieldName: string; returns: GraphQLOutputType },
    scopes: ReadonlySet<string>,
  ): void;
  /** For what hides behind an interface: the type of the value itself. */
  requireType(typeName: string, fieldName: string, scopes: ReadonlySet<string>): void;
  /** For a mutation whose scope is that of the resource which it addresses. */
  requireScope(scope: string, fieldName: string, scopes: ReadonlySet<string>): void;
}

export function createAccessRules(rows: readonly ScopeRow[]): AccessRules {
  const byField = new Map<string, Requirement>();
  const byType = new Map<string, Requirement>();
  for (const row of rows) {
    if (row.offlineScopes.length === 0) continue;
    const requirement = {
      scopes: [...new Set(row.offlineScopes)],
      also: alsoRequired(row.requiredAccess),
      all: / as well as |\bboth\b/.test(row.requiredAccess),
      words: row.requiredAccess,
    };
    if (row.type === "type") byType.set(row.typeName, requirement);
    else byField.set(`${row.typeName}.${row.fieldName}`, requirement);
  }

  const requirements = new Map<string, Requirement[]>();
  const requirementsOf = (field: {
    typeName: string;
    fieldName: string;
    returns: GraphQLOutputType;
  }): Requirement[] => {
    const key = `${field.typeName}.${field.fieldName}`;
    let found = requirements.get(key);
    if (found === undefined) {
      found = [byField.get(key)].filter((row) => row !== undefined);
      for (const name of guardedTypes(field.returns)) {
        const row = byType.get(name);
        if (row !== undefined) found.push({ ...row, words: "" });
      }
      requirements.set(key, found);
    }
    return found;
  };

  return {
    requireField(field, scopes) {
      for (const requirement of requirementsOf(field)) {
        if (!isMet(requirement, scopes)) throw accessDenied(field.fieldName, requirement.words);
      }
    },
    requireType(typeName, fieldName, scopes) {
      const requirement = byType.get(typeName);
      if (requirement !== undefined && !isMet(requirement, scopes)) {
        throw accessDenied(fieldName, "");
      }
    },
    requireScope(scope, fieldName, scopes) {
      if (!scopes.has(scope)) throw accessDenied(fieldName, `\`${scope}\` access scope.`);
    },
  };
}

/** Of a connection the type of its nodes too: Shopify refuses `orders`, not `orders.nodes`. */
function guardedTypes(returns: GraphQLOutputType): string[] {
  const type = getNamedType(returns);
  if (!isObjectType(type) || !type.name.endsWith("Connection")) return [type.name];
  const nodes = type.getFields()["nodes"];
  return nodes === undefined ? [type.name] : [type.name, getNamedType(nodes.type).name];
}

function isMet({ scopes, all, also }: Requirement, granted: ReadonlySet<string>): boolean {
  if (!also.every((scope) => granted.has(scope))) return false;
  return all
    ? scopes.every((scope) => granted.has(scope))
    : scopes.some((scope) => granted.has(scope));
}

/**
 * The pixels' rows name a second scope in their words alone ("Also: The app requires read_customer_events
 * access scope"). Scopes in backquotes there are needed in certain cases only.
 */
function alsoRequired(words: string): string[] {
  const clause = /Also: The app (?:requires|must have) (.*)/.exec(words)?.[1] ?? "";
  return [...clause.matchAll(/(?<!`)\b(?:read|write)_[a-z_]+/g)].map(([scope]) => scope);
}

function accessDenied(fieldName: string, words: string): GraphQLError {
  const required = words === "" ? "" : ` Required access: ${words}`;
  return new GraphQLError(`Access denied for ${fieldName} field.${required}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      ...(words === "" ? {} : { requiredAccess: words }),
    },
  });
}
