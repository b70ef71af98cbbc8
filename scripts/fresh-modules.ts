import { vi } from "vitest";

// Before each test file: what an earlier one in this process has loaded was linked to the earlier one's stage.
vi.resetModules();
