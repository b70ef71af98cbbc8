/** The list of moments, for those who go to it by keyboard, and the link of each moment in it. */
export const RESULTS_ID = "moments";
export const MOMENT_LINK = "a[data-moment]";
