import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";
import { ROOT } from "../support/source-files.ts";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** Instructions without comments, continued lines joined. */
const instructions = read("Dockerfile")
  .replaceAll(/^#.*\n/gm, "")
  .replaceAll(/\\\n\s*/g, " ")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => {
    const [word = "", ...rest] = line.split(" ");
    return { word, rest: rest.join(" ") };
  });
const lastStage = instructions.slice(instructions.findLastIndex(({ word }) => word === "FROM"));
const only = (word: string): string[] =>
  lastStage.filter((one) => one.word === word).map(({ rest }) => rest);

/** Sources that come from the repository, by all stages. */
const copied = instructions
  .filter(({ word, rest }) => word === "COPY" && !rest.startsWith("--from"))
  .flatMap(({ rest }) => rest.split(" ").slice(0, -1));

test("the image runs on the Node on which the tests run", () => {
  const { devDependencies } = JSON.parse(read("package.json")) as {
    devDependencies: Record<string, string>;
  };
  const froms = instructions.filter(({ word }) => word === "FROM").map(({ rest }) => rest);
  expect(froms[0]).toMatch(`node:${devDependencies["node"]}-`);
  // And as all other commands run it.
  expect(only("ENV").join(" ")).toContain(`NODE_OPTIONS="${NODE_FLAGS.join(" ")}"`);
  // Every other stage stands on that one.
  for (const from of froms.slice(1)) expect(from).toMatch(/^base AS /);
});

test("packages come from the lock file, their scripts are not run, and none of building gets into the image", () => {
  const installs = instructions.filter(({ rest }) => rest.includes("npm "));
  for (const { rest } of installs) expect(rest).toMatch(/^npm ci --ignore-scripts\b/);
  expect(only("COPY")).toContain("--from=packages /kindling/node_modules ./node_modules");
  const stages = instructions.map(({ word, rest }) => `${word} ${rest}`).join("\n");
  expect(/AS packages\n[^]*?FROM/.exec(stages)?.[0]).toContain("--omit=dev");
});

test("the process is not root, gets signals itself, and is asked whether it lives", () => {
  expect(only("USER")).toEqual(["node"]);
  const [command] = only("CMD");
  const [program, entry] = JSON.parse(command ?? "[]") as string[];
  expect(program).toBe("node");
  expect(existsSync(join(ROOT, entry ?? "nowhere"))).toBe(true);
  const check = /CMD (\[.*\])$/.exec(only("HEALTHCHECK")[0] ?? "")?.[1];
  const [, script] = JSON.parse(check ?? "[]") as string[];
  expect(only("COPY")).toContain(`${script} ./${script}`);
  expect(only("ENV").join(" ")).toContain("METRICS_PORT=");
  const last = lastStage.map(({ word }) => word);
  expect(last.indexOf("USER")).toBeGreaterThan(last.lastIndexOf("COPY"));
});

test("what is copied is there, and nothing else can be", () => {
  expect(copied.length).toBeGreaterThan(8);
  for (const source of copied) expect(existsSync(join(ROOT, source)), source).toBe(true);
  const [first, ...allowed] = read(".dockerignore")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  expect(first).toBe("*");
  expect(allowed.map((line) => line.slice(1)).toSorted()).toEqual([...new Set(copied)].toSorted());
  for (const line of allowed)
    expect(line).toMatch(/^!(?!\.env|\.git|test|node_modules|\.kindling)/);
});

test("what the server and the worker import is in the image", () => {
  // Both read modules of app/ and packages alone: import-table.ts keeps them from anything else of the repository.
  for (const folder of ["app", "prisma", "package.json", "prisma.config.ts"]) {
    expect(
      only("COPY").some((line) => line.split(" ").includes(folder)),
      folder,
    ).toBe(true);
  }
});
