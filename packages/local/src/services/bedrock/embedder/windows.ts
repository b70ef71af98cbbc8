/** The model's time and memory grow with the square of a text's length; beyond a paragraph it also gets worse. */
const WINDOW = 600;

/** A text as pieces of at most a paragraph, cut at the end of a sentence, else of a word, else anywhere. */
export function windowsOf(text: string): string[] {
  const windows: string[] = [];
  let rest = text.trim();
  while (rest.length > WINDOW) {
    const end = endWithin(rest.slice(0, WINDOW));
    windows.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest) windows.push(rest);
  return windows;
}

function endWithin(piece: string): number {
  const sentence = Math.max(...[". ", "! ", "? ", "\n"].map((end) => piece.lastIndexOf(end)));
  if (sentence > WINDOW / 2) return sentence + 1;
  const word = piece.lastIndexOf(" ");
  return word > 0 ? word : piece.length;
}

/** The mean of the pieces' vectors by their lengths, of length 1. */
export function joined(pieces: readonly { readonly vector: readonly number[]; readonly weight: number }[]): number[] {
  const sum = new Array<number>(pieces[0]?.vector.length ?? 0).fill(0);
  for (const { vector, weight } of pieces) {
    for (const [index, value] of vector.entries()) sum[index] = (sum[index] as number) + value * weight;
  }
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}
