import Link from "next/link";
import { buttonClass } from "#web/components/ui/button.tsx";
import { Notice } from "#web/components/ui/notice.tsx";

export default function NotFound() {
  return (
    <Notice
      page
      title="There is no such page"
      actions={
        <Link href="/" className={buttonClass()}>
          To the library
        </Link>
      }
    >
      <p>The address may be incomplete, or what it pointed to was removed.</p>
    </Notice>
  );
}
