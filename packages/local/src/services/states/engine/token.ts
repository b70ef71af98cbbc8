import { randomUUID } from "node:crypto";

/** Makes a task's token. It carries the execution's ARN, so that a token from elsewhere can be told from a late one. */
export function newToken(executionArn: string): string {
  return Buffer.from(JSON.stringify([executionArn, randomUUID()])).toString("base64");
}

/** The execution a token was made for; undefined when it is no token. */
export function executionOfToken(token: string): string | undefined {
  try {
    const [executionArn] = JSON.parse(Buffer.from(token, "base64").toString()) as unknown[];
    return typeof executionArn === "string" ? executionArn : undefined;
  } catch {
    return undefined;
  }
}
