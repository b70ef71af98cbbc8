import type { Metadata } from "next";
import { DeadLettersView } from "#web/components/dead-letter/dead-letters-view.tsx";

export const metadata: Metadata = { title: "Dead letters" };

/** Nothing is asked for on the server: reading dead letters hides them from others for a moment. */
export default function DeadLettersPage() {
  return <DeadLettersView />;
}
