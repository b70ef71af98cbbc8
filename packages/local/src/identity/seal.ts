import { createHmac, timingSafeEqual } from "node:crypto";

/** A text that whoever holds `key` can recognise as its own: `<text>.<mac>`. The text must have no dot at its end. */
export function seal(key: Buffer, text: string): string {
  return `${text}.${macOf(key, text)}`;
}

/** The text that was sealed, or undefined when it was not sealed by this key. */
export function unseal(key: Buffer, sealed: string): string | undefined {
  const at = sealed.lastIndexOf(".");
  const text = sealed.slice(0, at);
  const [given, expected] = [Buffer.from(sealed.slice(at + 1)), Buffer.from(macOf(key, text))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? text : undefined;
}

function macOf(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}
