/** What decides what is seen. Shares, but for the most labels of a frame. */
export const LOOK_PARAMETERS = { label: 0.3, person: 0.5, face: 0.6, word: 0.7, labels: 50 } as const;
