/** English words that say nothing about what a text is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again against all almost also am an and any anyway are aren't around as at back be because been before
   being below between both but by can can't could couldn't did didn't do does doesn't doing don't down during each else even
   ever every few for from further get gets give go goes going gone good got had hadn't has hasn't have haven't having he he'd
   he'll he's her here here's hers herself hi him himself his how how's i i'd i'll i'm i've if in into is isn't it it's its
   itself just know let let's like little look lot made make many may maybe me might mine more most much must my myself need
   never no nor not now of off oh ok okay on once one only or other others ought our ours ourselves out over own perhaps put
   quite rather really right said same say says see seem shall she she'd she'll she's should shouldn't since so some someone
   something sometimes still such take than thank thanks that that's the their theirs them themselves then there there's these
   they they'd they'll they're they've thing things think this those though through thus to today together too under until up
   upon us use used very want was wasn't way we we'd we'll we're we've well were weren't what what's when when's where where's
   whether which while who who's whom whose why why's will with within without won't would wouldn't yeah yes yet you you'd
   you'll you're you've your yours yourself yourselves`
    .trim()
    .split(/\s+/),
);

/** A word as it is compared: lower case, without accents and without what stands around it. Empty for mere punctuation. */
export function normalWord(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("’", "'")
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

/** Whether a word, as `normalWord` gives it, says what a text is about. */
export const isContentWord = (word: string): boolean => word.length > 1 && !STOP_WORDS.has(word);
