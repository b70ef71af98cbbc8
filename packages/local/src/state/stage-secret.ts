import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Random, made at the stage's first start, readable by its owner only. All keys of the stage are derived from it. */
export function stageSecret(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, "secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}

/** A key of the stage for one purpose, the same on every call: from one, nothing of another can be told. */
export function stageKey(directory: string, purpose: string): Buffer {
  return createHmac("sha256", stageSecret(directory)).update(purpose).digest();
}
