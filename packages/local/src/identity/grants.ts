import { createHash, randomBytes } from "node:crypto";

const VALID_MS = 60_000;

/** What a code stands for that was given to a client's redirect URI. */
export interface Grant {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly nonce: string | undefined;
  /** BASE64URL(SHA256(verifier)), RFC 7636. */
  readonly challenge: string;
}

/** Codes on their way from the browser to the client: each is good once, for a minute, and lost with the process. */
export class Grants {
  readonly #byCode = new Map<string, Grant & { readonly until: number }>();

  give(grant: Grant): string {
    for (const [code, { until }] of this.#byCode) if (until < Date.now()) this.#byCode.delete(code);
    const code = randomBytes(32).toString("base64url");
    this.#byCode.set(code, { ...grant, until: Date.now() + VALID_MS });
    return code;
  }

  /** Undefined unless the code is good and whoever brings it is who asked for it. A code that was brought is gone. */
  take(code: string, redirectUri: string, verifier: string): Grant | undefined {
    const grant = this.#byCode.get(code);
    this.#byCode.delete(code);
    if (!grant || grant.until < Date.now() || grant.redirectUri !== redirectUri) return undefined;
    return createHash("sha256").update(verifier).digest("base64url") === grant.challenge ? grant : undefined;
  }
}
