import * as z from "zod";
import { useActor } from "../actor.ts";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { type Cut, Review } from "./cut.schema.ts";
import { CutId } from "./cut-id.ts";
import { readNote } from "./notes/read-note.ts";
import type { NoteReading } from "./notes/request.schema.ts";
import { change, row } from "./row.ts";
import { composeAgain, render } from "./start.ts";

export const NewReview = Review.pick({ revision: true, verdict: true }).extend({
  note: z.string().trim().max(2000).default(""),
});

/**
 * Notes what somebody thinks of a revision, and does what follows: what is approved is rendered, unless it was or is being; what is sent
 * back is composed again, by the note. Returns the run that follows, if one does, and what was understood of the note. Throws `stale` when there is a newer revision,
 * `conflict` when it is sent back while a run is at the cut.
 */
export const review = fn(
  NewReview.extend({ cutId: CutId }),
  async ({ cutId, ...given }): Promise<{ runId?: string; reading?: NoteReading }> => {
    const cut = await row(cutId);
    if (cut.revision !== given.revision)
      throw new AppError("stale", `Cut ${cutId} is at revision ${cut.revision ?? 0} now: look at that one`);
    if (given.verdict === "sent_back" && (cut.status === "rendering" || cut.status === "composing"))
      throw new AppError(
        "conflict",
        `Cut ${cutId} is ${cut.status} by run ${cut.runId}: cancel that one, or wait for its end`,
      );
    const { id: by = "videoflow" } = useActor();
    const reading = given.verdict === "sent_back" && given.note !== "" ? { reading: readNote(given.note) } : {};
    const said = { ...given, ...reading, by, at: new Date().toISOString() };
    await change(cut, { reviews: [...cut.reviews, said] });
    if (given.verdict === "sent_back") return { ...(await composeAgain(cutId)), ...reading };
    return needsRender(cut) ? render(cutId) : {};
  },
);

function needsRender({ status, revision, deliverables }: Cut): boolean {
  if (status === "composing" || status === "rendering") return false;
  return status !== "finished" || deliverables.some((one) => one.revision !== revision);
}
