import { keepRealNow, virtualTime } from "./clock-file.ts";
import { followClockFile } from "./file-clock.ts";

/**
 * For `node --import`: makes `Date` follow the clock file named by KINDLING_CLOCK_FILE, in the whole
 * process, libraries included. Timers stay real, and so do TLS certificates (OpenSSL asks the
 * machine). Without the variable nothing is changed.
 */
function followClock(file: string): void {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now.bind(RealDate);
  keepRealNow(realNow);
  const readState = followClockFile(file);
  const now = () => virtualTime(readState(), realNow());

  // A proxy, not a subclass: `new Date() instanceof Date`, Date.prototype, class X extends Date and
  // values that a library made before this ran all stay as they were.
  const VirtualDate: DateConstructor = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === VirtualDate ? target : newTarget,
      ),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
  // `date.constructor === Date` must hold for dates of both kinds.
  Object.defineProperty(RealDate.prototype, "constructor", {
    value: VirtualDate,
    writable: true,
    configurable: true,
  });
  globalThis.Date = VirtualDate;
}

const file = process.env["KINDLING_CLOCK_FILE"];
if (file !== undefined && file !== "") followClock(file);
