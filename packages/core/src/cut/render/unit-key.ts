import { createHash } from "node:crypto";
import { canonical } from "../../canonical.ts";
import type { Variant } from "../variant-spec.schema.ts";
import type { Unit } from "./unit.schema.ts";

/** A name for what follows from these facts, and nothing else. */
export const keyOf = (facts: object): string =>
  createHash("sha256").update(canonical(facts)).digest("hex").slice(0, 32);

/**
 * What the picture of a unit is in one format: everything that its bytes depend on. Not where it stands in the cut, not what
 * other formats show, and the brand only where it is seen.
 */
export function unitKey(
  { brand, layers, overlays, ...unit }: Unit,
  { name, width, height, captions }: Variant,
  tool: string,
): string {
  const seen = overlays.filter(({ kind }) => kind !== "caption" || captions === "burned");
  const { logo, ...look } = brand;
  const isLooked = seen.length > 0 || layers.some(({ kind }) => kind === "card");
  return keyOf({
    ...{ tool, ...unit, width, height, overlays: seen, logo: logo?.etag ?? null, brand: isLooked ? look : null },
    layers: layers.map((layer) => {
      if (layer.kind === "card") return layer;
      const { source, inFrame, move } = layer;
      const framing = layer.framing[name] ?? null;
      const { sha256, container, video } = source;
      return {
        kind: "clip",
        sha256,
        container,
        video,
        inFrame,
        framing,
        move: (framing?.length ?? 0) > 1 ? move : null,
      };
    }),
  });
}
