/** One of what a page shows, and where all of them are. */
interface Thing {
  readonly name: string;
  readonly listHref: string;
  readonly listTitle: string;
  /** Why there may be none of an id that looks right. */
  readonly whyGone: string;
}

const ELSEWHERE = "It may be in another workspace, or its address be of another stage.";

const THINGS: Readonly<Record<string, Thing>> = {
  assets: {
    ...{ name: "asset", listHref: "/", listTitle: "To the library" },
    whyGone: "It may have been deleted for good, or be in another workspace.",
  },
  studio: {
    ...{ name: "cut", listHref: "/studio", listTitle: "To the studio" },
    whyGone: ELSEWHERE,
  },
  runs: {
    ...{ name: "run", listHref: "/runs", listTitle: "To the runs" },
    whyGone: ELSEWHERE,
  },
  webhooks: {
    ...{ name: "webhook", listHref: "/webhooks", listTitle: "To the webhooks" },
    whyGone: "It may have been removed, or be in another workspace.",
  },
};

/** Three letters and a ULID. */
const ID = /^[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** A thing as an address names it: `/studio/cut_01JZX3V6Q5R8T9W2Y4A6C8E0G1`. */
interface Named {
  readonly thing: Thing;
  readonly id: string;
  /** Whether it looks as an id must. */
  readonly isId: boolean;
}

/** Undefined for an address of no single thing. */
export function thingAt(pathname: string): Named | undefined {
  const [, of = "", given = "", ...more] = pathname.split("/");
  const thing = THINGS[of];
  if (!thing || given === "" || more.length > 0) return undefined;
  const id = decodeURIComponent(given);
  return { thing, id, isId: ID.test(id) };
}
