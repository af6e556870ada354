import type activate from "../locales/en/activate.json";
import type activity from "../locales/en/activity.json";
import type common from "../locales/en/common.json";
import type conditions from "../locales/en/conditions.json";
import type customers from "../locales/en/customers.json";
import type editor from "../locales/en/editor.json";
import type exports from "../locales/en/exports.json";
import type grammar from "../locales/en/grammar.json";
import type help from "../locales/en/help.json";
import type home from "../locales/en/home.json";
import type insights from "../locales/en/insights.json";
import type predictions from "../locales/en/predictions.json";
import type quality from "../locales/en/quality.json";
import type scores from "../locales/en/scores.json";
import type scoring from "../locales/en/scoring.json";
import type segments from "../locales/en/segments.json";
import type settings from "../locales/en/settings.json";
import type sources from "../locales/en/sources.json";

/**
 * The catalogs of words, one file a part of the app and language under app/locales. English is their shape: a key that
 * is not there is an error of the type checker.
 */
export interface Catalogs {
  activate: typeof activate;
  activity: typeof activity;
  common: typeof common;
  conditions: typeof conditions;
  customers: typeof customers;
  editor: typeof editor;
  exports: typeof exports;
  grammar: typeof grammar;
  help: typeof help;
  home: typeof home;
  insights: typeof insights;
  predictions: typeof predictions;
  quality: typeof quality;
  scores: typeof scores;
  scoring: typeof scoring;
  segments: typeof segments;
  settings: typeof settings;
  sources: typeof sources;
}

export type CatalogName = keyof Catalogs;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: Catalogs;
  }
}
