// Every npm command of this repository goes through here: node scripts/run.mjs <command> [arguments].
// It runs on whatever Node the machine has (20 or newer) with no package installed, makes ready what the
// command needs, and then runs the command itself on the pinned Node.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { COMMANDS } from "./commands.mjs";
import { NODE_FLAGS } from "./node-flags.mjs";
import { findPinnedNode } from "./set-up/pinned-node.mjs";
import { ROOT, say } from "./set-up/process.mjs";
import { setUp } from "./set-up/set-up.mjs";

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  say(`unknown command "${name}"; known are ${Object.keys(COMMANDS).join(", ")}`);
  process.exit(2);
}

try {
  await setUp(command.needs);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

const env = {
  // What Node compiled once it does not compile again: a process of the app, and the tests start many, begins in half of
  // the time.
  NODE_COMPILE_CACHE: join(ROOT, ".kindling", "compiled"),
  ...process.env,
  CHECKPOINT_DISABLE: "1",
};
const child = spawn(findPinnedNode(), [...NODE_FLAGS, ...command.run, ...args], {
  cwd: ROOT,
  stdio: "inherit",
  env,
});

forwardSignals(child);
child.on("error", (error) => {
  say(`cannot run ${name}: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  // A command that died of a signal ends this process with the shell's code for it.
  process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0));
});

/** @param {import("node:child_process").ChildProcess} child */
function forwardSignals(child) {
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  // A terminal sends Ctrl-C to every process of the group itself: sending it again would look like a
  // second, impatient Ctrl-C.
  process.on("SIGINT", () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  });
}
