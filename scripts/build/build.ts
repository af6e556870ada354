import { ensureBuild } from "./ensure-build.ts";
import { writeStorefrontScript } from "./storefront-script.ts";

const script = await writeStorefrontScript();
const outcome = await ensureBuild();
process.stderr.write(
  `[kindling] the storefront's script is ${script === "built" ? "built" : "current"}\n` +
    (outcome === "built" ? "[kindling] built into build/\n" : "[kindling] build/ is current\n"),
);
