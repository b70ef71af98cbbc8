import type { Derivative } from "./derivative.schema.ts";

/** The name under which a derivative of one file is saved: that of its asset, the kind, and the file's own extension. */
export function downloadNameOf(assetName: string, { kind, uri }: Pick<Derivative, "kind" | "uri">): string {
  const base = assetName.replace(/(?<=.)\.[^.]*$/, "");
  return `${base}.${kind}${/\.[^./]+$/.exec(uri)?.[0] ?? ""}`;
}
