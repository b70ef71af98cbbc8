import { measure } from "@videoflow/media/check/measure";

/** Looks for defects in a 540p proxy and its 1080p original, in a process of its own: `node check-program.ts PROXY ORIGINAL`. */
const border = { pitch: 8, offset: 0 };
const [source = "", original = ""] = process.argv.slice(2);
const picture = {
  ...{ width: 960, height: 540, grid: { x: border, y: border } },
  original: { source: original, stream: 0 },
};
await measure({ source, picture, sound: { track: 1, channels: 2 }, timeoutMs: 600_000 });
