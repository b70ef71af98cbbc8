import { ChevronDown, ChevronUp, LocateFixed } from "lucide-react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly count: number;
  /** Index of the place that was gone to; -1 before the first. */
  readonly chosen: number;
  readonly onChoose: (to: "next" | "previous") => void;
  readonly follows: boolean;
  readonly onFollow: () => void;
}

/** Looks for words in what is said, and goes from one place to the next. */
export function TranscriptSearch({ text, onText, count, chosen, onChoose, follows, onFollow }: Props) {
  return (
    <search className="flex items-center gap-1 border-line border-b px-3 py-2">
      <input
        type="text"
        aria-label="Find in the transcript"
        placeholder="Find in what is said"
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onChoose(event.shiftKey ? "previous" : "next");
          else if (event.key === "Escape") onText("");
        }}
        className={`${fieldClass} flex-1`}
      />
      {text !== "" && (
        <>
          <span role="status" className="whitespace-nowrap px-1 text-ink-faint text-small">
            {describe(count, chosen)}
          </span>
          <Button
            look="quiet"
            size="iconSm"
            aria-label="Previous match"
            disabled={count === 0}
            onClick={() => onChoose("previous")}
          >
            <ChevronUp aria-hidden />
          </Button>
          <Button
            look="quiet"
            size="iconSm"
            aria-label="Next match"
            disabled={count === 0}
            onClick={() => onChoose("next")}
          >
            <ChevronDown aria-hidden />
          </Button>
        </>
      )}
      <Button
        look="quiet"
        size="iconSm"
        aria-pressed={follows}
        aria-label="Follow the player"
        title="Follow the player"
        onClick={onFollow}
        className={follows ? "bg-hover text-ink" : undefined}
      >
        <LocateFixed aria-hidden />
      </Button>
    </search>
  );
}

function describe(count: number, chosen: number): string {
  if (count === 0) return "not said";
  return chosen < 0 ? `${count} found` : `${chosen + 1} of ${count}`;
}
