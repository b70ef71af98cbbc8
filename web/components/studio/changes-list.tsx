import type { Change } from "@videoflow/client/schema";

/** What changed from one version to another, in sentences. */
export function ChangesList({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="text-ink-soft">Nothing changes.</p>;
  return (
    <ul className="list-disc space-y-0.5 pl-5">
      {changes.map(({ item, what, text }) => (
        <li key={`${item} ${what} ${text}`}>{text}</li>
      ))}
    </ul>
  );
}
