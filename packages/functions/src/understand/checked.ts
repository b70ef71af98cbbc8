import type { Inspected } from "@videoflow/core/asset/asset";
import type { Checked } from "@videoflow/core/defect/ranges";
import * as Derivatives from "@videoflow/core/derivative/derivative";

/** What of an asset is checked: its proxy, or null for the original, where there is no picture. */
export const checkedOf = async ({ assetId, technical }: Inspected): Promise<Checked> =>
  technical.video ? Derivatives.get(assetId, "proxy") : null;
