import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { AccessToken } from "@videoflow/local/operator/sign-in";
import { type Running, stageDirectory } from "./stage.ts";

/** A token that is about to expire is not begun with. */
const SPARE_MS = 60_000;

interface Held extends AccessToken {
  /** Tokens are of one issuer; that of a stage may move to another port. */
  readonly issuer: string;
}

let held: Held | undefined;
let renewal: Promise<Held> | undefined;

/**
 * An access token of the stage's owner. It is held in a file that only the owner can read, until it expires or is refused:
 * then the owner is signed in anew, by a one-time link, which the stage's secret allows to make. Many that ask at once wait
 * for one sign-in.
 */
export async function tokenOf(running: Running, stage: string, refused: boolean): Promise<string> {
  const directory = stageDirectory(stage);
  const file = path.join(directory, "token.json");
  const issuer = (JSON.parse(running.resources.SST_RESOURCE_Auth ?? "{}") as { url: string }).url;
  held ??= read(file);
  const isGood = !refused && held?.issuer === issuer && held.expiresAt - SPARE_MS > Date.now();
  if (!isGood)
    renewal ??= renew({ directory, endpoint: running.endpoint, issuer }, file).finally(() => {
      renewal = undefined;
    });
  held = renewal ? await renewal : (held as Held);
  return held.token;
}

async function renew(place: { directory: string; endpoint: string; issuer: string }, file: string): Promise<Held> {
  const { signIn } = await import("@videoflow/local/operator/sign-in");
  const held = { ...(await signIn(place, "cli")), issuer: place.issuer };
  // Whole or not at all: others read it at any time.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(held), { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
  return held;
}

function read(file: string): Held | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Held) : undefined;
}
