import { etagOf } from "../bucket.ts";
import { readDocument } from "../document.ts";
import { AppError } from "../error.ts";
import { type Material, Material as MaterialSchema } from "./crew/material.schema.ts";
import { placeOf } from "./crew/proposals.ts";

/** What the crew chose from when it composed a revision, or the one before that people have changed since. Throws `not_found`. */
export async function materialOf(cutId: string, revision: number): Promise<Material> {
  for (let of = revision; of > 0; of--) {
    const place = placeOf("retrieve", { cutId, revision: of, round: 1 });
    if (await etagOf(place)) return readDocument(place, MaterialSchema);
  }
  throw new AppError("not_found", `Nobody knows any more what cut ${cutId} was chosen from; compose it again`);
}
