import { billOf } from "../cost/bill.ts";
import { usageOfRun } from "../cost/run-usage.ts";
import { AppError } from "../error.ts";
import * as Run from "../run/run.ts";
import type { Cut } from "./cut.schema.ts";
import { row } from "./row.ts";

/** Money for people. */
export const toldUsd = (microUsd: number): string => `${(microUsd / 1e6).toFixed(4)} USD`;

/** What a cut may cost, in millionths of a US dollar; undefined where nobody set a limit. */
export const budgetOf = ({ order, budgetMicroUsd }: Pick<Cut, "order" | "budgetMicroUsd">): number | undefined =>
  budgetMicroUsd ?? order.budgetMicroUsd;

/** What all runs of a cut have used until now, at list prices, in millionths of a US dollar. Steps that go on are not in it. */
export async function spentOn({ runIds }: Pick<Cut, "runIds">): Promise<number> {
  const bills = await Promise.all(
    runIds.map(async (runId) => {
      const [run, attempts] = await Promise.all([Run.find(runId), Run.attemptsOf(runId)]);
      return run ? billOf(usageOfRun(run.workflow, attempts)).nanoUsd : 0;
    }),
  );
  return bills.reduce((sum, nanoUsd) => sum + nanoUsd, 0) / 1000;
}

/** Something that costs, before it is done. */
export interface Spending {
  /** Such as `rendering it`. */
  readonly what: string;
  readonly microUsd: number;
}

/**
 * Asked before each step that costs. Throws `over_budget` when a cut has used so much that it would go beyond its budget: the run ends
 * there, what was made stays, and `raiseBudget` lets it go on in this step.
 */
export async function expectBudget(cutId: string, { what, microUsd }: Spending): Promise<void> {
  const cut = await row(cutId);
  const budget = budgetOf(cut);
  if (budget === undefined) return;
  const spent = await spentOn(cut);
  if (spent + microUsd <= budget) return;
  throw new AppError(
    "over_budget",
    `Cut ${cutId} has cost ${toldUsd(spent)}, and ${what} would cost about ${toldUsd(microUsd)} more: its budget is ${toldUsd(budget)}. What was made until now is kept. Raise the budget, and it goes on from here`,
  );
}
