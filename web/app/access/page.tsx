import type { Metadata } from "next";
import { AccessView } from "#web/components/access/access-view.tsx";

export const metadata: Metadata = { title: "Access" };

/** Only admins may see it: what the API says to others is shown in its place, so it is asked from the browser. */
export default function AccessPage() {
  return <AccessView />;
}
