import type { Reporter, TestCase } from "vitest/node";

/** Names at the end the tests that passed only when they were tried again: each is a defect of the test or of the code. */
export default class FlakyReporter implements Reporter {
  readonly #flaky: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#flaky.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd(): void {
    for (const name of this.#flaky) console.log(`Passed only when tried again: ${name}`);
  }
}
