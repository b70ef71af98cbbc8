import { validationError } from "../errors.ts";

/**
 * A number of up to 38 significant digits: `0.<digits> * 10^exponent`. `digits` has no zeros at either end; zero has
 * none at all. Numbers never become floating point, so none loses a digit.
 */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const PRECISION = 38;
const LARGEST_MAGNITUDE = 125;
const SMALLEST_MAGNITUDE = -130;

const CANONICAL_INTEGER = /^(?:0|-?[1-9]\d{0,37})$/;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Reads a number as users write it. Throws a ValidationException for what DynamoDB cannot store. */
export function parseDecimal(text: string): Decimal {
  if (text === "") throw validationError("The parameter cannot be converted to a numeric value");
  const match = NUMBER.exec(text);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (!match || whole.length + fraction.length === 0) {
    throw validationError(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  return withinLimits(normalised(match[1] === "-", whole + fraction, whole.length + Number(match[4] ?? 0)));
}

/** The one spelling of a number under which it is stored: no exponent, no needless zeros. `1.50e1` becomes `15`. */
export function canonicalNumber(text: string): string {
  return CANONICAL_INTEGER.test(text) ? text : formatDecimal(parseDecimal(text));
}

export function formatDecimal({ negative, digits, exponent }: Decimal): string {
  if (digits === "") return "0";
  const sign = negative ? "-" : "";
  if (exponent <= 0) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return sign + digits + "0".repeat(exponent - digits.length);
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** Negative when `left` is smaller, positive when it is larger, 0 when equal. Both in canonical spelling. */
export function compareNumbers(left: string, right: string): number {
  return left === right ? 0 : compareDecimals(parseDecimal(left), parseDecimal(right));
}

export function addNumbers(left: string, right: string): string {
  return formatDecimal(sum(parseDecimal(left), parseDecimal(right)));
}

export function subtractNumbers(left: string, right: string): string {
  const { negative, digits, exponent } = parseDecimal(right);
  return formatDecimal(sum(parseDecimal(left), { negative: !negative, digits, exponent }));
}

function compareDecimals(left: Decimal, right: Decimal): number {
  const sign = signOf(left);
  if (sign !== signOf(right)) return sign - signOf(right);
  if (left.exponent !== right.exponent) return sign * (left.exponent - right.exponent);
  return left.digits === right.digits ? 0 : left.digits < right.digits ? -sign : sign;
}

function signOf({ negative, digits }: Decimal): number {
  return digits === "" ? 0 : negative ? -1 : 1;
}

function sum(left: Decimal, right: Decimal): Decimal {
  const scale = Math.min(left.exponent - left.digits.length, right.exponent - right.digits.length);
  const total = scaled(left, scale) + scaled(right, scale);
  const digits = (total < 0n ? -total : total).toString();
  const result = normalised(total < 0n, digits, digits.length + scale);
  // A sum is never rounded. DynamoDB calls it an overflow as well.
  if (result.digits.length > PRECISION) throw overflow();
  return withinLimits(result);
}

/** The number as an integer in units of `10^scale`. */
function scaled({ negative, digits, exponent }: Decimal, scale: number): bigint {
  const integer = BigInt(digits || "0") * 10n ** BigInt(exponent - digits.length - scale);
  return negative ? -integer : integer;
}

function normalised(negative: boolean, digits: string, exponent: number): Decimal {
  let start = 0;
  while (digits[start] === "0") start++;
  let end = digits.length;
  while (end > start && digits[end - 1] === "0") end--;
  if (start === end) return { negative: false, digits: "", exponent: 0 };
  return { negative, digits: digits.slice(start, end), exponent: exponent - start };
}

function withinLimits(decimal: Decimal): Decimal {
  const magnitude = decimal.exponent - 1;
  if (decimal.digits === "") return decimal;
  if (magnitude > LARGEST_MAGNITUDE) {
    throw overflow();
  }
  if (magnitude < SMALLEST_MAGNITUDE) {
    throw validationError("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  }
  if (decimal.digits.length > PRECISION) {
    throw validationError("Attempting to store more than 38 significant digits in a Number");
  }
  return decimal;
}

function overflow(): Error {
  return validationError("Number overflow. Attempting to store a number with magnitude larger than supported range");
}
