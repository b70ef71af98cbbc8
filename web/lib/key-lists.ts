/** What keys do on a page, for the list that the question mark opens. */
export type KeyList = readonly (readonly [keys: readonly string[], deed: string])[];

export const LIBRARY_KEYS: KeyList = [
  [["/"], "Search"],
  [["↓", "↑"], "From moment to moment, and back to the search"],
  [["←", "→"], "From asset to asset"],
  [["Enter"], "Open"],
  [["X"], "Select, or give up"],
  [["Shift", "X"], "Select up to here"],
  [["Ctrl", "A"], "Select all that are loaded"],
  [["Esc"], "Clear the search, or the selection"],
];

export const ASSET_KEYS: KeyList = [
  [["Space"], "Play or stop"],
  [["←", "→"], "5 seconds back or on"],
  [["J", "L"], "10 seconds back or on"],
  [[",", "."], "One frame back or on"],
  [["Home", "End"], "To the beginning or the end"],
  [["I", "O"], "Mark the beginning or the end of a part"],
  [["X"], "Clear the marks"],
  [["C"], "Captions"],
  [["M"], "Sound"],
  [["Tab"], "To the lanes of the time line: there, ← and → go from one thing to the next"],
  [["+", "−", "0"], "On the time line: closer, further, whole"],
];

export const CUT_KEYS: KeyList = [
  [["Space"], "Play or stop"],
  [["←", "→"], "5 seconds back or on"],
  [["J", "L"], "10 seconds back or on"],
  [[",", "."], "One frame back or on"],
  [["Home", "End"], "To the beginning or the end"],
  [["M"], "Sound"],
  [["↑", "↓"], "In the list of clips: from one to the next"],
  [["Enter"], "Open a clip: what it rests on, and what else could be there"],
  [["+", "−", "0"], "On the time line: closer, further, whole"],
];
