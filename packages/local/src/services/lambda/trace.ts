import { randomBytes } from "node:crypto";

/** The trace that an invocation belongs to: the caller's, or a new one. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
export function traceIdOf(given: string | string[] | undefined): string {
  if (typeof given === "string" && given.includes("Root=")) return given;
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
}
