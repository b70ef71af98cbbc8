import { clsx } from "clsx";

/** In the middle of a field that has no picture, since what it stands for is only heard. */
export function SoundLines({ className }: { readonly className: string }) {
  return <i aria-hidden className={clsx("sound-lines absolute inset-0 m-auto text-ink-faint", className)} />;
}
