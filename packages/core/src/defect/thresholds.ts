/**
 * What every detector holds footage to, and why. All times in milliseconds. These are footage's limits, not a broadcaster's:
 * raw material may be quiet or end mid-word, and is reported only where an editor would want to know.
 */
export const THRESHOLDS = {
  /**
   * Luma (8 bits, video range) that 99 of 100 pixels of a black picture do not exceed. Black is 16; the noise of a covered
   * lens reaches the twenties. A night scene has its lamps and outlines above. Half a second is longer than a fade's middle.
   */
  black: { luma: 28, leastMs: 500 },
  /**
   * Change (8-bit luma, mean of a block) that no block of a stopped picture exceeds. A camera's noise alone changes some
   * block more, however still the scene; so does anything that moves. An encoder's key pictures touch up what stands still:
   * one sample alone may change up to `touchUp`. A slide without any noise does stand still, and is reported as that.
   */
  freeze: { change: 0.7, touchUp: 6, leastMs: 1500 },
  /**
   * Level in dBFS (root mean square of 100 ms, louder channel). Rooms are at -50 to -60; under -60 is a microphone that is
   * off. EBU and broadcasters' deliveries use the same. Two seconds are longer than pauses in speech with a noise gate.
   */
  silence: { dbfs: -60, leastMs: 1500 },
  /**
   * Share of a 100 ms window's samples at 85 % of full scale or above. The proxy's codec makes waves of the flat tops that
   * an overdriven converter leaves, up to a third too high, yet they stay there: measured 2 to 60 %. Speech that merely reaches
   * full scale has under 1 %, dense music up to 3.9. The words of one sentence
   * are one span, with those of which less was cut off.
   */
  clipping: { share: 0.04, remains: 0.01, leastMs: 100, bridgeMs: 1000 },
  /**
   * Loudness of the whole (EBU R 128, LUFS) that is far from the -23 of a programme: further down the noise of the preamplifier
   * comes up with the voice, further up it was pressed flat. True peaks above full scale (dBTP) distort in every player;
   * R 128 asks for -1, but the proxy's own codec adds up to a decibel and a half.
   */
  loudness: { quietLufs: -40, loudLufs: -7, truePeakDbtp: 1.5 },
  /**
   * Evidence of broken blocks, the mean of half a second: how far beyond chance changes keep to the borders of blocks (standard
   * deviations, 8 at most: bits that were lost come and go block by block), and 2 for each percent of borders where the picture
   * itself breaks (6 at most: coarse quantisation). Footage without damage stays under 2.3, also where it moves fast or is
   * finely textured. A defect goes on while there is more than `remains`, and over gaps: what was damaged stays until the next
   * key picture, and is seen best as it comes and goes.
   */
  blockiness: {
    ...{ evidence: 2.6, remains: 1.6, mostDeviations: 8, aPercent: 2, mostBorders: 0.03 },
    ...{ meanMs: 500, leastMs: 300, bridgeMs: 1200 },
  },
  /**
   * Sharpness as a share of this footage's own sharp pictures, and in itself: of several shots one may be softer than the
   * others and still be in focus. Pictures in focus were never under .85 of their best, those visibly out of focus at .7 and less.
   */
  blur: { share: 0.75, sharpness: 0.55, leastMs: 800, bridgeMs: 600 },
  /**
   * Difference between picture and sound, in milliseconds, at either end. From 185 on it is not acceptable as lip sync
   * (ITU-R BT.1359-1), and more than the last block of a codec or a camera's last picture makes.
   */
  drift: { ms: 185 },
} as const;
