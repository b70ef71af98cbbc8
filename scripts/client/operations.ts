import { inputsOf, type OpenApi, operationsIn } from "./openapi.ts";

const HEAD = "/* Made by scripts/make-client.ts from openapi.json. Do not edit. */\n\n";

/** Method and path of every operation, and which of its inputs go into the query; those not in the path are the body. */
export function operationsOf(api: OpenApi): string {
  const lines = operationsIn(api).map((operation) => {
    const { operationId, method, path } = operation;
    const query = inputsOf(operation)
      .filter((parameter) => parameter.in === "query")
      .map(({ name }) => JSON.stringify(name));
    return `  ${operationId}: { method: "${method}", path: "${path}", query: [${query.join(", ")}] },\n`;
  });
  return `${HEAD}export const operations = {\n${lines.join("")}} as const;\n`;
}
