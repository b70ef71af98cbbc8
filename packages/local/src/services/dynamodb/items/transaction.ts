import { AwsError } from "../../../error.ts";
import { ItemError, validationError } from "../errors.ts";
import type { Table } from "../tables/table.ts";

export const MOST_ACTIONS = 100;
export const LARGEST_TRANSACTION = 4 * 1024 * 1024;

/** Why one action let its transaction fail; `None` for those that did not. */
interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

/**
 * Plans all actions. An action that does not fit its table cancels the transaction at once, and is its only reason.
 * Faults of the request as such (a bad expression, an unknown table) are answered as they are.
 */
export function planAll<Action, Plan>(actions: readonly Action[], plan: (action: Action) => Plan): Plan[] {
  return actions.map((action, at) => {
    try {
      return plan(action);
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      throw cancelled(actions.map((_, index) => (index === at ? reasonOf(error) : NONE)));
    }
  });
}

/** Decides about all actions. When any of them cannot be done, each has its own reason. */
export function decideAll<Action, Result>(actions: readonly Action[], decide: (action: Action) => Result): Result[] {
  const results: Result[] = [];
  const reasons = actions.map((action): Reason => {
    try {
      results.push(decide(action));
      return NONE;
    } catch (error) {
      if (error instanceof AwsError) return reasonOf(error);
      throw error;
    }
  });
  if (results.length === actions.length) return results;
  throw cancelled(reasons);
}

const NONE: Reason = { Code: "None" };

function reasonOf({ code, message, detail }: AwsError): Reason {
  const Code = code === "ConditionalCheckFailedException" ? "ConditionalCheckFailed" : "ValidationError";
  return { Code, Message: message, ...detail };
}

function cancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(", ");
  return new AwsError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

/** Throws when two actions are about the same item. */
export function expectOneEach(actions: readonly { readonly table: Table; readonly key: Buffer }[]): void {
  const items = new Set(actions.map(({ table, key }) => `${table.id} ${key.toString("latin1")}`));
  if (items.size === actions.length) return;
  throw validationError("Transaction request cannot include multiple operations on one item");
}

/** Actions by the table that they are about. */
export function byTable<Action extends { readonly table: Table }>(actions: readonly Action[]): [Table, Action[]][] {
  return [...Map.groupBy(actions, ({ table }) => table)];
}
