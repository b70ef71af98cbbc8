import * as z from "zod";
import { useActor } from "../actor.ts";
import { placeOf, signedUrl } from "../bucket.ts";
import { fn, parse } from "../fn.ts";
import { newestFirst, PageQuery } from "../page.ts";
import { CutEntity } from "./cut.entity.ts";
import { Cut, type CutInfo, type CutPage, type CutSummary, type Deliverable } from "./cut.schema.ts";
import { CutId } from "./cut-id.ts";
import { readSpec, readVerdict } from "./documents.ts";
import type { Verdict } from "./gate.schema.ts";
import { row } from "./row.ts";
import type { VariantSpec } from "./variant-spec.schema.ts";

/** The cuts of the workspace, newest first. */
export const list = fn(PageQuery, async (page): Promise<CutPage> => {
  const { workspaceId } = useActor();
  const { data, cursor } = await CutEntity.query.primary({ workspaceId }).go(newestFirst(page));
  return { items: await Promise.all(parse(z.array(Cut), data).map(summarise)), cursor };
});

/** A cut with its latest spec, what the gates said, and signed URLs of its deliverables. */
export const info = fn(CutId, async (cutId): Promise<CutInfo> => {
  const { workspaceId: _, logoUri: __, runIds: ___, ...cut } = await row(cutId);
  const { revision, refusedBy } = cut;
  const judged = refusedBy ? (revision ?? 0) + 1 : revision;
  const [spec, verdict, deliverables] = await Promise.all([
    revision ? readSpec(cutId, revision) : null,
    judged ? readVerdict(cutId, judged) : null,
    Promise.all(cut.deliverables.map((deliverable) => signed(cut.title, deliverable))),
  ]);
  return { ...cut, deliverables, spec, verdict };
});

/** A revision of a cut as it was, with what the gates said of it. Throws `not_found`. */
export async function revisionOf(cutId: string, revision: number): Promise<{ spec: VariantSpec; verdict: Verdict }> {
  const spec = await readSpec(cutId, revision);
  return { spec, verdict: await readVerdict(cutId, revision) };
}

/** A cut as a list shows it. */
export const summarise = async ({
  workspaceId: _,
  order: __,
  reviews: ___,
  logoUri: ____,
  runIds: _____,
  deliverables,
  ...cut
}: Cut): Promise<CutSummary> => {
  const poster = deliverables.find(({ kind }) => kind === "thumbnail");
  return { ...cut, posterUrl: poster ? await signedUrl(placeOf(poster.uri)) : null };
};

async function signed(title: string, deliverable: Deliverable) {
  const place = placeOf(deliverable.uri);
  const [url, downloadUrl] = await Promise.all([signedUrl(place), signedUrl(place, `${title} ${deliverable.name}`)]);
  return { ...deliverable, url, downloadUrl };
}
