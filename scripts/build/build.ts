import { ensureBuild } from "./ensure-build.ts";

const outcome = await ensureBuild();
process.stderr.write(
  outcome === "built" ? "[kindling] built into build/\n" : "[kindling] build/ is current\n",
);
