import type { Use } from "@videoflow/client/schema";
import { expect, it } from "vitest";
import { toldUse } from "./told-use.ts";

const moment = (second: number) => ({ startMs: second * 1000, endMs: second * 1000 + 4000, atMs: 0 });
const use = (changes: Partial<Use>, revision = 2): Use => ({
  ...{ revision: 2, clips: 1, moments: [moment(4)] },
  cut: { cutId: "cut_1", title: "Flood", revision } as Use["cut"],
  ...changes,
});

it.each([
  [use({}), 'cut_1  "Flood", revision 2: 4.0 s to 8.0 s'],
  [
    use({ clips: 30, moments: [4, 70, 80, 90].map(moment) }),
    'cut_1  "Flood", revision 2: 4.0 s to 8.0 s, 1:10 to 1:14, 1:20 to 1:24, and 27 more clips',
  ],
  [use({}, 3), 'cut_1  "Flood", revision 2 (taken out since: the cut is at revision 3): 4.0 s to 8.0 s'],
])("tells where an asset was used on one line", (given, line) => expect(toldUse(given)).toBe(line));
