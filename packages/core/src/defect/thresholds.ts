/** Cameras and encoders write a key picture, which mends what is broken, no less often than this. */
const KEY_PICTURES_MS = 2400;

/**
 * What every detector holds footage to, and why. All times in milliseconds. These are footage's limits, not a broadcaster's:
 * raw material may be quiet or end mid-word, and is reported only where an editor would want to know.
 */
export const THRESHOLDS = {
  /**
   * Luma (8 bits, video range) that 99 of 100 pixels of a black picture do not exceed. Black is 16; the noise of a covered
   * lens reaches the twenties. A night scene has its lamps and outlines above. Two pictures are more than a flash, and
   * a black of half a second has them.
   */
  black: { luma: 28, leastMs: 400 },
  /**
   * Change (8-bit luma, mean of a block) that no block of a stopped picture exceeds. A camera's noise alone changes some
   * block more, however still the scene; so does anything that moves. An encoder goes on refining a stopped picture for a
   * while: next to no blocks (a share of `refined` at most), and those by no more than `refinement`. Its key pictures touch
   * up all of it: one sample alone may change up to `touchUp`. It takes them up to half a second to come to rest, so a
   * picture has stopped for a second and a half when it rests for `leastMs`. Between, a share of `restShare` of its samples is
   * as good as the one before (`rest`, nearly), which smoothed noise never is. A slide without any noise does stand still, and is
   * reported as that.
   */
  freeze: { change: 0.7, refined: 0.015, refinement: 2.5, touchUp: 8, rest: 0.36, restShare: 0.25, leastMs: 1200 },
  /**
   * Level in dBFS (root mean square of 100 ms, louder channel). Rooms are at -50 to -60; under -60 is a microphone that is
   * off. EBU and broadcasters' deliveries use the same. Two seconds are longer than pauses in speech with a noise gate.
   */
  silence: { dbfs: -60, leastMs: 1500 },
  /**
   * Share of a 100 ms window's samples at 85 % of full scale or above. The proxy's codec makes waves of the flat tops that
   * an overdriven converter leaves, up to a third too high, yet they stay there: measured 10 to 80 %. Speech that merely reaches
   * full scale has under 1 %, dense music up to 6.2. The words of one sentence are one span, with those of which less was
   * cut off.
   */
  clipping: { share: 0.065, remains: 0.01, leastMs: 100, bridgeMs: 1500 },
  /**
   * Loudness of the whole (EBU R 128, LUFS) that is far from the -23 of a programme: further down the noise of the preamplifier
   * comes up with the voice, further up it was pressed flat. True peaks above full scale (dBTP) distort in every player;
   * R 128 asks for -1, but the proxy's own codec adds up to a decibel and a half.
   */
  loudness: { quietLufs: -40, loudLufs: -7, truePeakDbtp: 1.5 },
  /**
   * Blocks that came out wrong, or right again, between two samples, beyond those that chance makes seem so, in deviations (the
   * root of `few` more than chance, since one edge makes some of them at once) and `most` at most; the mean of `meanMs`. Chance is
   * how many seem so elsewhere at that moment, and no less than half of what four of five moments within `nearMs` (`nearMost`) do
   * not exceed: windows of a house that passes are now here, now there, while a key picture that mends everything at once is one
   * moment. A defect goes on while more than that `remains`, and over gaps: what was damaged stays until the next key picture, and
   * is seen best as it comes and goes. It ends where a fiftieth of its most (`endShare`) is seen last: the mean reaches further, and
   * so does a block of chance near it. From there it goes on, for `lastMs` at most, as key pictures are apart, where half of the
   * samples are unlike, `times` as much as any is in `quiet.ms` beyond; up to `floor` is unlike in any picture; but
   * not further back than where it goes from less than `sudden.before` to `much` at once, or to `many` and `times` as much. Where more
   * than `another.unlike` of the picture is unlike, much came out wrong or right again, as it does with `many`; it is another picture,
   * and tells nothing, where large shapes are less alike than `another.likeness`, too: behind cuts that is .27 at most, and most damage
   * leaves more, however large. Cuts have 2 deviations of blocks at most, so that with `many` there is none. Much also came out wrong
   * where the picture is `torn`: unlike in more than that share of it, `times` as much as usual near it, its large shapes less alike
   * than usual by `likeness`, with a few `blocks`, which nothing that passes before the camera brings. Between two moments with
   * much, at most `lastMs` apart, damage counts as `held`, though nothing changes. What the original's decoder could not decode is
   * broken whatever is seen of it.
   */
  blockiness: {
    ...{ evidence: 1.6, few: 4, meanMs: 1000, most: 8, nearMs: 1400, nearMost: 0.8, nearShare: 0.5 },
    ...{ remains: 0.4, leastMs: 200, bridgeMs: 600, endShare: 0.02 },
    ...{ many: 15, another: { unlike: 0.25, likeness: 0.3 }, lastMs: KEY_PICTURES_MS, held: 1 },
    quiet: { ms: 1000, times: 2, floor: 0.004 },
    sudden: { much: 6, before: 1, times: 10 },
    torn: { unlike: 0.05, times: 3, likeness: 0.15, blocks: 1 },
  },
  /**
   * Shares of the picture that became speckles count as broken blocks do, until they are cleared, which a key picture does within
   * `lastMs`: `deviation` as much as one deviation from chance. Chance is `usual` (of sound footage 3 pictures of 1000 have .0003),
   * and a share of what is unlike (`ofUnlike`), which may be anything, and what comes and goes at one moment (leaves in the wind, a
   * net that passes) near it, doubled (`nearTimes`). Where the footage ends before a key picture came, what is `left` of them stays.
   */
  speckles: { usual: 0.0004, ofUnlike: 0.005, nearTimes: 2, deviation: 0.0007, left: 0.004, lastMs: KEY_PICTURES_MS },
  /**
   * Sharpness as a share of this footage's own sharp pictures, and in itself: of several shots one may be softer than the
   * others and still be in focus. Pictures in focus have .52 and more, those out of focus .4 and less, in the dark .5: noise
   * is sharp. Where there are few edges it is a matter of chance, so what is out of focus has lost detail as well, down to `ofDetail`
   * of what the footage has. Within a shot more is known (`inShot`): what was much sharper a moment before, or is a moment after, is
   * out of focus also where hard edges leave it as sharp as other footage is. Where there are no more edges at all, a picture is taken
   * to be as blurred as before, for `unknownMs`. In the dark there is what is `lost`: of how clear the picture is (detail times
   * sharpness) no more than `left` is left at once, and of its detail alone no more than `ofDetail`, until that is made good, `longestMs`
   * later at most; neither more than a share of `unlike` of the picture, or of what four of five moments near it do not exceed, nor its
   * `brightness` (luma) changes with it, and its large shapes stay alike. Of what is in focus the clarity of one moment is that of
   * another within a tenth; out of focus in the dark .5 to .7 of it are left, in light .1 to .5.
   */
  blur: {
    ...{ share: 0.75, sharpness: 0.5, ofDetail: 0.85, leastMs: 800, bridgeMs: 600, unknownMs: 2000 },
    inShot: { share: 0.65, sharpness: 0.58 },
    lost: {
      left: 0.75,
      ofDetail: 0.92,
      longestMs: 15_000,
      unlike: 0.05,
      likeness: 0.5,
      brightness: 3,
      nearMs: 1400,
      nearMost: 0.8,
    },
  },
  /**
   * Difference between picture and sound, in milliseconds, at either end. From 185 on it is not acceptable as lip sync
   * (ITU-R BT.1359-1), and more than the last block of a codec or a camera's last picture makes.
   */
  drift: { ms: 185 },
} as const;
