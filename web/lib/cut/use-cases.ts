import type { UseCase } from "@videoflow/client/schema";

/** What a cut can be for, and how long such cuts are. */
export const USE_CASES: Readonly<Record<UseCase, { title: string; detail: string; seconds: number }>> = {
  news: {
    title: "News",
    detail: "The lead first, facts on screen; speech carries it. 45 to 90 seconds.",
    seconds: 60,
  },
  aftermovie: {
    title: "Aftermovie",
    detail: "An energy curve in the rhythm of the music; nobody need speak. 1 to 3 minutes.",
    seconds: 90,
  },
  wrapped: {
    title: "Wrapped",
    detail: "Chapters with counts and highlights; the numbers are counted in your library.",
    seconds: 60,
  },
};
