import type { Moment } from "@videoflow/client/schema";
import { Captions, ScanEye, Type } from "lucide-react";
import { Marked } from "#web/components/ui/marked.tsx";

const FIELDS = {
  speech: { Icon: Captions, name: "Said" },
  text: { Icon: Type, name: "In the picture" },
  label: { Icon: ScanEye, name: "Seen" },
} as const;

/** More would not be read in a list. */
const MOST = 3;

interface Props {
  readonly highlights: Moment["highlights"];
  /** Whether what is said may be quoted. */
  readonly quotable: boolean;
}

/** The texts of a moment in which the words that were asked for occur. */
export function Highlights({ highlights, quotable }: Props) {
  return highlights.slice(0, MOST).map(({ field, text, marks }) => {
    const { Icon, name } = FIELDS[field];
    const unsure = field === "speech" && !quotable;
    return (
      <p key={`${field} ${text}`} className="flex gap-2">
        <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-faint" />
        <span className="line-clamp-2 min-w-0 break-words">
          <span className="sr-only">{name}: </span>
          <Marked text={text} marks={marks} />
          {unsure && <span className="text-ink-faint"> (as a machine heard it, unsure)</span>}
        </span>
      </p>
    );
  });
}
