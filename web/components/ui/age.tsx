"use client";

import { formatAge, formatMoment } from "#web/lib/format.ts";
import { useOfNow } from "#web/lib/use-now.ts";

/** How long ago something was. The server's clock and time zone may differ from the reader's, who has the last word. */
export function Age({ at }: { readonly at: string }) {
  const age = useOfNow((now) => formatAge(at, now));
  return (
    <time dateTime={at} title={formatMoment(at)} suppressHydrationWarning>
      {age}
    </time>
  );
}
