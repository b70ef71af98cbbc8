import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { parse } from "../fn.ts";
import { CutEntity } from "./cut.entity.ts";
import { Cut } from "./cut.schema.ts";

const Titled = z.array(Cut.pick({ cutId: true, title: true }));

/** Titles of cuts by their ids, read in one request for a hundred of them. Throws `unavailable` when the table left some unread. */
export async function titlesOf(cutIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (cutIds.length === 0) return new Map();
  const { workspaceId } = useActor();
  const keys = [...new Set(cutIds)].map((cutId) => ({ workspaceId, cutId }));
  const { data, unprocessed } = await CutEntity.get(keys).go({ attributes: ["cutId", "title"] });
  if (unprocessed.length > 0)
    throw new AppError("unavailable", `The table left ${unprocessed.length} of ${keys.length} cuts unread; try again`);
  return new Map(parse(Titled, data).map(({ cutId, title }) => [cutId, title]));
}
