import { invalid } from "../errors.ts";
import type { Filter } from "./expression.ts";
import { jsonFilter } from "./json.ts";
import { textFilter } from "./text.ts";

/**
 * Reads a filter pattern: terms, or a JSON condition in braces. Throws InvalidParameterException.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterOf(pattern: string | undefined): Filter {
  const text = pattern?.trim() ?? "";
  if (text.startsWith("[")) throw invalid(`Patterns of space-delimited fields are not served here: ${text}`);
  return text.startsWith("{") ? jsonFilter(text) : textFilter(text);
}
