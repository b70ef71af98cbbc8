import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { Database } from "../state/database.ts";

const KEY_ID = "1";

/** The key with which a stage's identity provider signs, made at its first use and kept with the stage. */
export class SigningKey {
  readonly #private: KeyObject;

  constructor(database: Database) {
    database.define("CREATE TABLE IF NOT EXISTS identity_key (pem TEXT NOT NULL)");
    const known = database.get<{ pem: string }>("SELECT pem FROM identity_key");
    const pem = known?.pem ?? newKey();
    if (!known) database.run("INSERT INTO identity_key VALUES (?)", pem);
    this.#private = createPrivateKey(pem);
  }

  /** A JSON Web Key Set, RFC 7517. */
  get keys(): object {
    const jwk = createPublicKey(this.#private).export({ format: "jwk" });
    return { keys: [{ ...jwk, kid: KEY_ID, use: "sig", alg: "ES256" }] };
  }

  /** A JSON Web Token, RFC 7519, of these claims. */
  sign(claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: "ES256", kid: KEY_ID, typ: "JWT" })}.${part(claims)}`;
    const signature = sign("sha256", Buffer.from(signed), { key: this.#private, dsaEncoding: "ieee-p1363" });
    return `${signed}.${signature.toString("base64url")}`;
  }
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
