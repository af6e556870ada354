import { LogSeverity } from "@shopify/shopify-api";
import { logger } from "../logger.server.ts";

/**
 * Shopify's library speaks through our logger, and only of trouble: below warnings it writes a line
 * for every request, and its debug lines hold session tokens.
 */
export const libraryLogger = {
  level: LogSeverity.Warning,
  log: (severity: LogSeverity, message: string): void => {
    if (severity === LogSeverity.Error) logger.error({ from: "shopify" }, message);
    else logger.warn({ from: "shopify" }, message);
  },
};
