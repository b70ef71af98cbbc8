import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { footageOf, isSidecarName, SIDECAR_BYTES } from "@videoflow/core/sidecar/sidecar.schema";

/** A file to send, with the files that hold its words. */
export interface Footage {
  readonly file: string;
  readonly sidecars: readonly string[];
}

/**
 * Puts sidecars to their footage: those that are named among `files`, and those that lie beside it. A sidecar of nothing that
 * is sent is sent as a file of its own: the library tells what is wrong with it.
 */
export async function pairSidecars(files: readonly string[]): Promise<Footage[]> {
  const owners = new Map(files.map((file) => [file, ownerOf(file, files)]));
  const footage = files.filter((file) => owners.get(file) === undefined);
  return Promise.all(
    footage.map(async (file) => {
      const named = files.filter((sidecar) => owners.get(sidecar) === file);
      const found = isSidecarName(file) ? [] : await besides(file);
      const known = new Set(named.map((sidecar) => path.resolve(sidecar)));
      return { file, sidecars: [...named, ...found.filter((sidecar) => !known.has(path.resolve(sidecar)))] };
    }),
  );
}

/** Of the files that are sent, the footage in the same folder; else the only one of that name. */
function ownerOf(sidecar: string, files: readonly string[]): string | undefined {
  const owners = files.filter((file) => footageOf(path.basename(sidecar), [path.basename(file)]) !== undefined);
  const near = owners.filter((file) => path.resolve(path.dirname(file)) === path.resolve(path.dirname(sidecar)));
  const best = footageOf(
    path.basename(sidecar),
    near.map((file) => path.basename(file)),
  );
  if (best) return near.find((file) => path.basename(file) === best);
  return owners.length === 1 ? owners[0] : undefined;
}

/** Sidecars in the folder of a file that belong to it and to nothing else there. */
async function besides(file: string): Promise<string[]> {
  const folder = path.dirname(file);
  const names = await readdir(folder);
  const own = names.filter((name) => isSidecarName(name) && footageOf(name, names) === path.basename(file)).sort();
  const usable = await Promise.all(own.map(async (name) => ({ name, size: await sizeOf(path.join(folder, name)) })));
  return usable.filter(({ size }) => size > 0 && size <= SIDECAR_BYTES).map(({ name }) => path.join(folder, name));
}

/** 0 for what is no file. */
async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  return found.isFile() ? found.size : 0;
}
