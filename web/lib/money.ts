/** Millionths of a US dollar as an amount: `$0.0034`, `$1.20`. */
export function formatMoney(microUsd: number): string {
  const dollars = microUsd / 1e6;
  if (dollars === 0) return "$0";
  return dollars < 0.0001 ? "less than $0.0001" : `$${dollars < 1 ? dollars.toFixed(4) : dollars.toFixed(2)}`;
}
