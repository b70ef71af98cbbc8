import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

it("is what the API says of itself now", () => {
  const script = path.resolve(import.meta.dirname, "../../../scripts/make-client.ts");
  const check = () => execFileSync(process.execPath, ["--no-warnings", script, "--check"], { encoding: "utf8" });
  expect(check).not.toThrow();
});
