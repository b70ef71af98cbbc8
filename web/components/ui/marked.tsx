import { piecesOf } from "#web/lib/search/why.ts";

interface Props {
  readonly text: string;
  /** Places in characters, `end` not included, in the order of the text. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

/** A text of which some places are marked, as with a marker pen. */
export function Marked({ text, marks }: Props) {
  return piecesOf(text, marks).map(({ text, marked, at }) =>
    marked ? (
      <mark key={at} className="rounded-[2px] bg-accent/40 text-ink">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
