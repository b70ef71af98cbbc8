import { footageOf, isSidecarName, SIDECAR_BYTES } from "@videoflow/core/sidecar/sidecar.schema";

/** Footage with the files that hold its words. */
export interface Footage {
  readonly file: File;
  readonly sidecars: readonly File[];
}

/**
 * Puts the sidecars among the files of one folder to their footage. One of nothing here, an empty one and one that is too
 * large go by themselves: the library tells what is wrong with them.
 */
export function pairSidecars(files: readonly File[]): Footage[] {
  const names = files.map(({ name }) => name);
  const footage: File[] = [];
  const sidecarsOf = new Map<string, File[]>();
  for (const file of files) {
    const owner = ownerOf(file, names);
    if (owner === undefined) footage.push(file);
    else sidecarsOf.set(owner, [...(sidecarsOf.get(owner) ?? []), file]);
  }
  return footage.map((file) => ({ file, sidecars: sidecarsOf.get(file.name) ?? [] }));
}

const ownerOf = ({ name, size }: File, names: readonly string[]): string | undefined =>
  isSidecarName(name) && size > 0 && size <= SIDECAR_BYTES ? footageOf(name, names) : undefined;
