import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PAGES, type PageInTable, type Shown } from "../e2e/support/page-states-table.ts";
import { listSources, ROOT } from "../support/source-files.ts";

const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The frame around all pages is shown with each of them. */
const LAYOUT = "app/routes/app.tsx";

/** Routes of the app that draw something. */
const pageRoutes = listSources("app/routes")
  .filter((file) => /\/app[._]/.test(file) && file !== LAYOUT)
  .filter((file) => /^export default /m.test(textOf(file)))
  .map((file) => file.slice("app/routes/".length));

/** Every name that a browser test gives to a picture; of a name with parts to fill in, a pattern of all it can be. */
const looks = listSources("test/e2e").flatMap((file) =>
  [...textOf(file).matchAll(/\blookAt\(\s*browser,[^"`;]*(["`])([^"`]+)\1/g)].map(
    ([, , name = ""]) => ({
      file,
      name,
      pattern: new RegExp(`^${name.replaceAll(/\$\{[^}]+\}/g, "[a-z]+")}$`),
    }),
  ),
);

const namesOf = (shown: Shown): readonly string[] => ("none" in shown ? [] : shown);

/** What `page-states.test.ts` takes of every page of the table that has a path. */
const OF_ALL = ["${name}-loading", "${name}-error"];

const namesOfPage = ({ empty, partial, full, own = [] }: PageInTable): string[] => [
  ...[empty, partial, full].flatMap(namesOf),
  ...own,
];

test("every page of the app is in the table of states, once", () => {
  expect(PAGES.map(({ route }) => route).toSorted()).toEqual(pageRoutes.toSorted());
});

test("every page says for each state which picture shows it, or why there is none", () => {
  const silent = PAGES.flatMap(({ route, path, empty, partial, full }) =>
    Object.entries({ path, empty, partial, full })
      .filter(([, told]) =>
        typeof told === "string"
          ? told === ""
          : "none" in told
            ? told.none === ""
            : told.length === 0,
      )
      .map(([state]) => `${route}: ${state}`),
  );
  expect(silent).toEqual([]);
});

test("every picture of the table is taken by a browser test", () => {
  const all = PAGES.flatMap(namesOfPage);
  expect(all.filter((name) => !looks.some(({ pattern }) => pattern.test(name)))).toEqual([]);
  expect(new Set(all).size, "pictures of one name take each other's place").toBe(all.length);
});

test("every page of the table is looked at while it loads and when it fails", () => {
  const file = "test/e2e/page-states.test.ts";
  const taken = looks.filter((look) => look.file === file).map(({ name }) => name);
  expect(taken).toEqual(expect.arrayContaining(OF_ALL));
});

test("every look that a browser test takes is in the table", () => {
  const all = PAGES.flatMap(namesOfPage);
  const unknown = looks.filter(
    ({ name, pattern }) => !OF_ALL.includes(name) && !all.some((one) => pattern.test(one)),
  );
  expect(unknown.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
