import { ApiError } from "@videoflow/client/client";
import type { Metadata } from "next";
import { SharedCutView } from "#web/components/studio/shared-cut-view.tsx";
import { Notice } from "#web/components/ui/notice.tsx";
import { api } from "#web/lib/api.ts";

/** The address is the secret: it goes to nobody else. */
export const metadata: Metadata = { title: "A cut", robots: { index: false }, referrer: "no-referrer" };

interface Props {
  readonly params: Promise<{ readonly token: string }>;
}

/** Asked for on the server alone: whoever has the link need not be signed in, and the browser's client would sign them in. */
export default async function SharePage({ params }: Props) {
  const { token } = await params;
  const answer = await api()
    .openShare({ token })
    .catch((error: unknown) => {
      if (error instanceof ApiError && (error.status === 404 || error.status === 422)) return error;
      throw error;
    });
  if (!(answer instanceof ApiError)) return <SharedCutView cut={answer} />;
  return (
    <Notice page title="This link is not good any more">
      <p>It has expired, was revoked, or is not whole. Ask whoever sent it for another one.</p>
    </Notice>
  );
}
