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
  const ownerOf = ({ name, size }: File) =>
    isSidecarName(name) && size > 0 && size <= SIDECAR_BYTES ? footageOf(name, names) : undefined;
  return files
    .filter((file) => ownerOf(file) === undefined)
    .map((file) => ({ file, sidecars: files.filter((sidecar) => ownerOf(sidecar) === file.name) }));
}
