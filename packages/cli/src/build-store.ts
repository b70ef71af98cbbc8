import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive } from "./stage.ts";

/**
 * Keeps builds side by side in `folder`, each in a folder of its own, which never changes once it is ready: whoever serves
 * one is not disturbed by another. Finds the build of `digest`, or has `make` write it into the folder that it is given, and
 * keeps it while this process lives. What no living process uses, and is not of this digest, is thrown away. Returns the
 * build's folder. When `make` fails or is killed, the next call begins anew.
 */
export async function takeBuild(
  folder: string,
  digest: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const [same, others] = partition(readdirSync(folder), (name) => name.startsWith(`${digest}-`));
  for (const name of others) if (!isUsed(path.join(folder, name))) rmSync(path.join(folder, name), { recursive: true });
  const ready = same.find((name) => existsSync(readyFile(path.join(folder, name))));
  const place = path.join(folder, ready ?? `${digest}-${process.pid}`);
  if (!ready) rmSync(place, { recursive: true, force: true });
  use(place);
  const content = path.join(place, "content");
  if (ready) return content;
  await make(content);
  writeFileSync(readyFile(place), "");
  return content;
}

const readyFile = (place: string) => path.join(place, "ready");
const usersOf = (place: string) => path.join(place, "users");

/** A file a process, named by its id: a process that was killed counts no more. */
function use(place: string): void {
  mkdirSync(usersOf(place), { recursive: true });
  writeFileSync(path.join(usersOf(place), String(process.pid)), "");
}

function isUsed(place: string): boolean {
  return existsSync(usersOf(place)) && readdirSync(usersOf(place)).some((pid) => isAlive(Number(pid)));
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
