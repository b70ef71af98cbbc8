import { expect, it } from "vitest";
import { runSubject, runSubjectHref } from "./run-subject.ts";

it.each([
  [{ assetId: "ast_1", assetName: "a.mov" }, "a.mov", "/assets/ast_1"],
  [{ assetId: "ast_1" }, "ast_1", "/assets/ast_1"],
  [{ cutId: "cut_1", cutTitle: "Flood" }, "Flood", "/studio/cut_1"],
  [{ cutId: "cut_1" }, "cut_1", "/studio/cut_1"],
  [{}, "everything", undefined],
])("a run of %j is about %s", (run, subject, href) => {
  expect([runSubject(run), runSubjectHref(run)]).toEqual([subject, href]);
});
