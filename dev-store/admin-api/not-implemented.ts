import { GraphQLError } from "graphql";

/** Told loudly in both places: the answer to the app, and the terminal of who runs the dev store. */
export function notImplemented(what: string): GraphQLError {
  console.error(`dev store: the Admin API has no ${what} here`);
  return new GraphQLError(`The dev store does not implement ${what}.`, {
    extensions: { code: "DEV_STORE_NOT_IMPLEMENTED" },
  });
}
