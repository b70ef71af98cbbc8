/** The name that steps of a fan-out have in common: `See` of `See.3`. */
export const stateOf = (step: string): string => step.split(".")[0] ?? step;
