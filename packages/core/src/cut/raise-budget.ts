import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import { AppError } from "../error.ts";
import { fn } from "../fn.ts";
import { redrive } from "../run/redrive.ts";
import * as Run from "../run/run.ts";
import { spentOn, toldUsd } from "./budget.ts";
import { CutId } from "./cut-id.ts";
import { change, row } from "./row.ts";

export const NewBudget = z.object({ budgetMicroUsd: z.int().positive().max(1e12) });

/**
 * Sets what a cut may cost. A run that the budget ended goes on in the step before which it stood: nothing is done or paid for twice.
 * Returns that run, if there is one. Throws `conflict` for less than the cut has cost already.
 */
export const raiseBudget = fn(
  NewBudget.extend({ cutId: CutId }),
  async ({ cutId, budgetMicroUsd }): Promise<{ runId?: string }> => {
    const cut = await row(cutId);
    const spent = await spentOn(cut);
    if (budgetMicroUsd <= spent)
      throw new AppError("conflict", `Cut ${cutId} has cost ${toldUsd(spent)} already: its budget has to be more`);
    const { status, reason, runId } = await change(cut, { budgetMicroUsd });
    if (status !== "failed" || reason?.code !== "over_budget") return {};
    await ended(runId);
    await redrive(runId);
    return { runId };
  },
);

/** How long a run may take to end after its cut was noted as failed. */
const PATIENCE_MS = 5_000;

async function ended(runId: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; (await Run.row(runId)).status === "running"; await setTimeout(50))
    if (Date.now() > until) throw new AppError("busy", `Run ${runId} is about to end; ask again`);
}
