import { randomBytes } from "node:crypto";
import type { Database } from "../state/database.ts";
import { stageKey } from "../state/stage-secret.ts";
import { seal, unseal } from "./seal.ts";

const VALID_MS = 10 * 60_000;

const keyOf = (directory: string) => stageKey(directory, "one-time-code");

/**
 * A code that lets its bearer in once, within ten minutes. Whoever can read the stage's secret can make one, also while
 * another process runs the stage: that is its owner.
 */
export function makeOneTimeCode(directory: string): string {
  const until = Date.now() + VALID_MS;
  return seal(keyOf(directory), `${randomBytes(16).toString("base64url")}-${until.toString(36)}`);
}

/** Which codes were used. They are remembered as long as they would be good for, also across a restart. */
export class OneTimeCodes {
  readonly #database: Database;
  readonly #key: Buffer;

  constructor(database: Database, directory: string) {
    this.#database = database;
    this.#key = keyOf(directory);
    database.define("CREATE TABLE IF NOT EXISTS one_time_codes (code TEXT PRIMARY KEY, until INTEGER NOT NULL)");
  }

  /** Takes a code. False when it is not of this stage, is too old, or was taken before. */
  async take(sealed: string): Promise<boolean> {
    const code = unseal(this.#key, sealed);
    const until = Number.parseInt(code?.slice(code.lastIndexOf("-") + 1) ?? "", 36);
    if (code === undefined || !(until > Date.now())) return false;
    this.#database.run("DELETE FROM one_time_codes WHERE until < ?", Date.now());
    const taken = this.#database.run("INSERT OR IGNORE INTO one_time_codes VALUES (?, ?)", code, until);
    await this.#database.flushed();
    return taken === 1;
  }
}
