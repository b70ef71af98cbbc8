import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** As many as cannot be guessed, so a fast hash keeps them as well as a slow one would. */
const BYTES = 32;

/** A new secret, in letters that are safe in addresses and headers. It is to be shown once; `hashOf` is what is kept. */
export const makeSecret = (): string => randomBytes(BYTES).toString("base64url");

/** SHA-256, hexadecimal. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Whether a secret is the one whose hash was kept; how long that takes tells nothing. */
export const isSecret = (secret: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(secret), "hex"), Buffer.from(hash, "hex"));
