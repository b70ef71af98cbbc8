import { randomUUID } from "node:crypto";

/** The trace that an invocation belongs to: the caller's, or a new one. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html */
export function traceIdOf(given: string | string[] | undefined): string {
  if (typeof given === "string" && given.includes("Root=")) return given;
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomHex(24)};Parent=${randomHex(16)};Sampled=0`;
}

/** From ids, for which Node.js asks the system for chance in advance; the first 12 digits of one are all chance, and the last 15. */
function randomHex(digits: number): string {
  const id = randomUUID().replaceAll("-", "");
  return (id.slice(0, 12) + id.slice(17)).slice(0, digits);
}
