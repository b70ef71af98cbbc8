import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Tone } from "#web/lib/status.ts";

export const toneText: Readonly<Record<Tone, string>> = {
  plain: "text-ink-soft",
  transfer: "text-transfer",
  busy: "text-accent-ink",
  ready: "text-ready",
  rejected: "text-rejected",
  failed: "text-failed",
};

interface Props {
  readonly tone: Tone;
  readonly label: string;
  /** Shows the shape only: for a state that is as it should be, many times on a page. */
  readonly quiet?: boolean;
}

/** A state in one word. The shape differs with the colour: it must be told apart without seeing colours. */
export function StatusMark({ tone, label, quiet = false }: Props) {
  return (
    <span
      title={quiet ? label : undefined}
      className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap", toneText[tone])}
    >
      {shapes[tone]}
      <span className={clsx(quiet && "sr-only")}>{label}</span>
    </span>
  );
}

const shapes: Readonly<Record<Tone, ReactNode>> = {
  plain: <Disc className="border-[1.5px]" />,
  transfer: <Shape path="M4 .5 7.5 5h-2v2.5h-3V5h-2z" className="breathe" />,
  busy: <Shape path="M1 .5 7.5 4 1 7.5z" className="breathe" />,
  ready: <Disc className="bg-current" />,
  rejected: <Shape path="M4 .2 7.8 4 4 7.8.2 4z" />,
  failed: <Shape path="m1.6.4 2.4 2.4L6.4.4l1.2 1.2L5.2 4l2.4 2.4-1.2 1.2L4 5.2 1.6 7.6.4 6.4 2.8 4 .4 1.6z" />,
};

/** Without an SVG image, which takes many times as long to draw: this is the state of nearly all of a long list. */
function Disc({ className }: { readonly className: string }) {
  return <i aria-hidden className={clsx("m-px size-1.5 shrink-0 rounded-full border-current", className)} />;
}

function Shape({ path, className }: { readonly path: string; readonly className?: string }) {
  return (
    <svg viewBox="0 0 8 8" aria-hidden className={clsx("size-2 shrink-0 fill-current", className)}>
      <path d={path} />
    </svg>
  );
}
