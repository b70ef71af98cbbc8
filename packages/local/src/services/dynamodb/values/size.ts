import { type AttributeValue, type Item, typeOf } from "./attribute-value.ts";

/**
 * The size of an item in bytes as DynamoDB counts it for the 400 KB limit, for pages and for capacity: names and
 * values in UTF-8, numbers by their digits, a few bytes for lists and maps.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value) size += utf8Length(name) + valueSize(value);
  }
  return size;
}

const CONTAINER_OVERHEAD = 3;
const MEMBER_OVERHEAD = 1;

export function valueSize(value: AttributeValue): number {
  switch (typeOf(value)) {
    case "S":
      return utf8Length(value.S ?? "");
    case "N":
      return numberSize(value.N ?? "");
    case "B":
      return bytesLength(value.B ?? "");
    case "SS":
      return total(value.SS, utf8Length);
    case "NS":
      return total(value.NS, numberSize);
    case "BS":
      return total(value.BS, bytesLength);
    case "L":
      return CONTAINER_OVERHEAD + total(value.L, (member) => MEMBER_OVERHEAD + valueSize(member));
    case "M": {
      const map = value.M ?? {};
      return CONTAINER_OVERHEAD + Object.keys(map).length * MEMBER_OVERHEAD + itemSize(map);
    }
    default:
      return 1;
  }
}

function total<Member>(members: readonly Member[] | undefined, sizeOf: (member: Member) => number): number {
  let size = 0;
  for (const member of members ?? []) size += sizeOf(member);
  return size;
}

function utf8Length(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** The number of bytes that a base64 text stands for. */
export function bytesLength(base64: string): number {
  return (base64.length / 4) * 3 - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0);
}

/** One byte for two significant digits, one for the exponent, one more when negative. */
function numberSize(number: string): number {
  const negative = number.startsWith("-");
  const digits = number.replace(/^-?0*\.?0*|\.|0*$/g, "").length;
  return digits === 0 ? 1 : 1 + Math.ceil(digits / 2) + (negative ? 1 : 0);
}
