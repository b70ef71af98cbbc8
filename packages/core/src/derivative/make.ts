import { exists, placeOf } from "../bucket.ts";
import { isSame } from "../canonical.ts";
import type { DerivativeKind, DerivativeOf, Provenance } from "./derivative.schema.ts";
import * as Derivatives from "./derivative.ts";

interface Wanted<Kind extends DerivativeKind> {
  readonly assetId: string;
  readonly kind: Kind;
  /** Of what, how and with what it is to be made: the same again is the same derivative. */
  readonly provenance: Provenance;
  /** Makes it also when it is there. */
  readonly force?: boolean;
}

/**
 * The derivation graph: a derivative is made only when it is not there, or was made of other inputs, by another operation,
 * with other parameters or by another version of its tool. What was made is registered; cut off before that, it is made
 * again. Returns the derivative, made now or before.
 */
export async function make<Kind extends DerivativeKind>(
  wanted: Wanted<Kind>,
  work: () => Promise<DerivativeOf<Kind>>,
): Promise<DerivativeOf<Kind>> {
  const before = await findMade(wanted);
  if (before) return before;
  const derivative = await work();
  await Derivatives.register({ assetId: wanted.assetId, derivative, provenance: wanted.provenance });
  return derivative;
}

/** The derivative when it need not be made; for work that is ordered now and done later. */
export async function findMade<Kind extends DerivativeKind>({
  assetId,
  kind,
  provenance,
  force = false,
}: Wanted<Kind>): Promise<DerivativeOf<Kind> | undefined> {
  const before = force ? undefined : await Derivatives.findRow(assetId, kind);
  const isThere = before && isSame(before.provenance, provenance) && (await exists(placeOf(before.derivative.uri)));
  return isThere ? (before.derivative as DerivativeOf<Kind>) : undefined;
}
