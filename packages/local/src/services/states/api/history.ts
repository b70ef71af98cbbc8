import type { GetExecutionHistoryInput } from "@aws-sdk/client-sfn";
import { operation } from "../../../service.ts";
import type { StoredEvent } from "../store/history.ts";
import type { Store } from "../store/store.ts";
import { findExecution } from "./check.ts";
import { pageOf, pageSize, readMark } from "./paging.ts";

const isNumber = (mark: unknown): mark is number => typeof mark === "number";
const data = new Set(["input", "inputDetails", "output", "outputDetails"]);

/** The history of a Standard execution, oldest event first or newest. */
export function historyOperations(store: Store) {
  return {
    GetExecutionHistory: operation({
      permissions: ({ executionArn }: GetExecutionHistoryInput) => [
        { action: "states:GetExecutionHistory", resource: executionArn ?? "*" },
      ],
      run({
        executionArn,
        maxResults,
        reverseOrder = false,
        nextToken,
        includeExecutionData = true,
      }: GetExecutionHistoryInput) {
        const { id } = findExecution(store, executionArn);
        const size = pageSize(maxResults);
        const from = readMark(nextToken, isNumber) ?? (reverseOrder ? Number.MAX_SAFE_INTEGER : 0);
        const rows = store.history.page(id, from, size + 1, reverseOrder);
        const page = pageOf(rows, size, (last) => last.id + (reverseOrder ? -1 : 1));
        const events = page.items.map((event) => describe(event, includeExecutionData));
        return { events, ...(page.nextToken && { nextToken: page.nextToken }) };
      },
    }),
  };
}

function describe({ id, previous, type, at, details }: StoredEvent, withData: boolean) {
  const event = { timestamp: new Date(at), type, id, previousEventId: previous };
  if (details === null) return event;
  const members = Object.entries(JSON.parse(details) as object).filter(([name]) => withData || !data.has(name));
  return { ...event, [memberOf(type)]: Object.fromEntries(members) };
}

/** The member of an event that holds its details: states share theirs, all other types have one of their own. */
function memberOf(type: string): string {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
