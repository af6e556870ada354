import tseslint from "typescript-eslint";
import { IMPORT_RULES } from "./test/architecture/import-rules.ts";

const TIME_BAN =
  "time comes from app/clock.server.ts, or as an argument: a history is replayed as of its own dates";
const CHANCE_BAN = "the same input gives the same result, so that it can be computed again";

const TIME_AND_CHANCE = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: TIME_BAN,
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: TIME_BAN },
  { selector: "CallExpression[callee.name='Date']", message: TIME_BAN },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: CHANCE_BAN,
  },
];

const WORDS_BAN = 'words stand in app/locales, so that every language has them: t("key")';

const BARE_WORDS = [
  { selector: "JSXText[value=/[A-Za-z]{2}/]", message: WORDS_BAN },
  {
    selector:
      "JSXAttribute[name.name=/^(title|label|content|helpText|placeholder|hint|caption|header|aria-label|accessibilityLabel|alt)$/] > Literal[value=/[A-Za-z]{2}/]",
    message: WORDS_BAN,
  },
  {
    selector:
      "Property[key.name=/^(title|label|content|helpText|header|hint|caption)$/] > Literal[value=/[A-Za-z]{2}/]",
    message: WORDS_BAN,
  },
];

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "build/",
      "public/",
      ".kindling/",
      ".cache/",
      ".shopify/",
      "extensions/*/assets/", // minified
    ],
  },
  tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "separate-type-imports" },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      // A promise that nobody awaits is an event that is answered with 200 and then lost.
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/only-throw-error": "off", // Remix's way out of a loader is a thrown Response
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
    },
  },
  {
    rules: {
      eqeqeq: ["error", "always"],
      "no-console": "off",
      "max-lines": ["error", { max: 300 }],
    },
  },
  { files: ["test/**"], rules: { "max-lines": ["error", { max: 400 }] } },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["app/clock.server.ts"],
    rules: { "no-restricted-syntax": ["error", ...TIME_AND_CHANCE] },
  },
  {
    files: ["app/components/**/*.tsx", "app/routes/**/*.tsx"],
    // Whoever comes without the admin's parameters has no language of an admin.
    ignores: ["app/routes/_index.tsx"],
    rules: { "no-restricted-syntax": ["error", ...TIME_AND_CHANCE, ...BARE_WORDS] },
  },
  IMPORT_RULES,
);
