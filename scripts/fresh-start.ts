import { vi } from "vitest";

// Before each test file: what an earlier one in this process has loaded was linked to the earlier one's stage, which its environment
// named.
const shared = globalThis as { environmentAtFirst?: NodeJS.ProcessEnv };
shared.environmentAtFirst ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in shared.environmentAtFirst)) delete process.env[name];
Object.assign(process.env, shared.environmentAtFirst);
vi.resetModules();
