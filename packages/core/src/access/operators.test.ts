import { Resource } from "sst";
import { afterAll, describe, expect, it } from "vitest";
import { provideActor } from "../actor.ts";
import { createId } from "../id.ts";
import { inWorkspace, startTestStage } from "../testing.ts";
import { DEFAULT_WORKSPACE_ID } from "../workspace/workspace.schema.ts";

const stage = await startTestStage();
afterAll(() => stage.stop());
const Operators = await import("./operators.ts");
const Workspaces = await import("../workspace/workspaces.ts");
const { membershipsOf } = await import("./sign-in.ts");

const someone = () => ({ email: `${createId("opr").toLowerCase()}@example.com`, subject: createId("opr") });

describe("an operator", () => {
  it("comes into the workspaces that invited this email, with the role of each, and into no other", async () => {
    const person = someone();
    const first = await inWorkspace(async (id) => {
      await Operators.invite({ email: person.email.toUpperCase(), role: "viewer" });
      return id;
    });
    const second = await inWorkspace(async (id) => {
      await Operators.invite({ email: person.email, role: "admin" });
      return id;
    });
    const found = await membershipsOf(person);
    expect(found.toSorted((a, b) => (a.workspaceId < b.workspaceId ? -1 : 1))).toEqual([
      { workspaceId: first, role: "viewer" },
      { workspaceId: second, role: "admin" },
    ]);
    expect(await membershipsOf(someone())).toEqual([]);
  });

  it("is invited once, and active from the first sign-in on", () =>
    inWorkspace(async () => {
      const person = someone();
      expect(await Operators.invite({ email: person.email, role: "editor" })).toMatchObject({ status: "invited" });
      await expect(Operators.invite({ email: person.email, role: "admin" })).rejects.toMatchObject({
        code: "conflict",
      });
      await membershipsOf(person);
      const [operator] = await Operators.list();
      expect(operator).toMatchObject({ email: person.email, role: "editor", status: "active" });
      expect(Date.now() - Date.parse(operator?.lastSeenAt ?? "")).toBeLessThan(10_000);
    }));

  it("is the person that signed in first: an email that was given to somebody else lets nobody in", () =>
    inWorkspace(async (workspaceId) => {
      const person = someone();
      await Operators.invite({ email: person.email, role: "viewer" });
      expect(await membershipsOf(person)).toEqual([{ workspaceId, role: "viewer" }]);
      expect(await membershipsOf({ ...person, subject: "somebody else" })).toEqual([]);
    }));

  it("has another role, and is let in no more, as soon as an admin says so", () =>
    inWorkspace(async (workspaceId) => {
      const person = someone();
      const { operatorId } = await Operators.invite({ email: person.email, role: "viewer" });
      await Operators.changeRole({ operatorId, role: "editor" });
      expect(await membershipsOf(person)).toEqual([{ workspaceId, role: "editor" }]);
      await Operators.remove(operatorId);
      expect(await membershipsOf(person)).toEqual([]);
    }));

  it("of another workspace does not exist", async () => {
    const { operatorId } = await inWorkspace(() => Operators.invite({ email: someone().email, role: "viewer" }));
    await inWorkspace(async () => {
      expect(await Operators.list()).toEqual([]);
      await expect(Operators.remove(operatorId)).rejects.toMatchObject({ code: "not_found" });
      await expect(Operators.changeRole({ operatorId, role: "admin" })).rejects.toMatchObject({ code: "not_found" });
    });
  });

  it("does not change or remove itself, so that an admin is always left", async () => {
    const { email } = someone();
    const workspaceId = createId("wsp");
    await provideActor({ workspaceId, who: "operator", id: email }, async () => {
      const { operatorId } = await Operators.invite({ email, role: "admin" });
      await expect(Operators.remove(operatorId)).rejects.toMatchObject({ code: "conflict" });
      await expect(Operators.changeRole({ operatorId, role: "viewer" })).rejects.toMatchObject({ code: "conflict" });
    });
  });

  it("who opens a workspace is its admin", async () => {
    const person = someone();
    const actor = { workspaceId: createId("wsp"), who: "operator", id: person.email } as const;
    const { workspaceId } = await provideActor(actor, () => Workspaces.open({ name: "Sports" }));
    expect(await membershipsOf(person)).toEqual([{ workspaceId, role: "admin" }]);
    expect(await Workspaces.nameOf(workspaceId)).toBe("Sports");
  });
});

describe("the stage's owner", () => {
  const owner = { email: Resource.Owner.email, subject: "owner" };
  const asAdmin = <Result>(run: () => Promise<Result>) =>
    provideActor({ workspaceId: DEFAULT_WORKSPACE_ID, who: "operator", id: "other@example.com" }, run);

  it("is admin of the first workspace, whatever becomes of the table", async () => {
    const admin = [{ workspaceId: DEFAULT_WORKSPACE_ID, role: "admin" }];
    expect(await Promise.all([membershipsOf(owner), membershipsOf(owner)])).toEqual([admin, admin]);
    expect(await asAdmin(() => Operators.list())).toMatchObject([{ email: owner.email, role: "admin" }]);
  });

  it("cannot be changed or removed by another admin", async () => {
    const operatorId = Operators.operatorIdOf(DEFAULT_WORKSPACE_ID, owner.email);
    await asAdmin(async () => {
      await expect(Operators.remove(operatorId)).rejects.toMatchObject({ code: "conflict" });
      await expect(Operators.changeRole({ operatorId, role: "viewer" })).rejects.toMatchObject({ code: "conflict" });
    });
  });
});
