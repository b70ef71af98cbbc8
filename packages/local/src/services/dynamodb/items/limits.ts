import { ItemError, validationError } from "../errors.ts";
import type { Item } from "../values/attribute-value.ts";
import { itemSize } from "../values/size.ts";

const LARGEST_ITEM = 400 * 1024;

/** Throws a ValidationException when an item is larger than DynamoDB stores. */
export function checkItemSize(item: Item): void {
  if (itemSize(item) > LARGEST_ITEM) throw validationError("Item size has exceeded the maximum allowed size");
}

/** As `checkItemSize`, for an item that an update made too large. */
export function checkUpdatedSize(item: Item): void {
  if (itemSize(item) > LARGEST_ITEM) throw new ItemError("Item size to update has exceeded the maximum allowed size");
}
