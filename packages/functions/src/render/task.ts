import { runAsContainer } from "../container.ts";

/** The steps that the Renderer's container can do; which of them are done there, and not by a Lambda, infra says. */
await runAsContainer({
  Poster: () => import("../derive/poster.ts"),
  Storyboard: () => import("../derive/storyboard.ts"),
  Unit: () => import("./unit.ts"),
  Waveform: () => import("../derive/waveform.ts"),
});
