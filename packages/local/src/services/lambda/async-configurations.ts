/** How a function treats events that it is invoked with asynchronously. */
export interface AsyncConfiguration {
  readonly maximumAgeSeconds: number;
  readonly maximumRetries: number;
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
}

/** Inputs of `aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig`. */
export interface EventInvokeInputs {
  readonly functionName: string;
  readonly maximumEventAgeInSeconds?: number;
  readonly maximumRetryAttempts?: number;
  readonly destinationConfig?: {
    readonly onSuccess?: { readonly destination: string };
    readonly onFailure?: { readonly destination: string };
  };
}

const DEFAULTS: AsyncConfiguration = {
  maximumAgeSeconds: 6 * 3600,
  maximumRetries: 2,
  onSuccess: undefined,
  onFailure: undefined,
};

export class AsyncConfigurations {
  readonly #byFunction = new Map<string, AsyncConfiguration>();

  put(functionName: string, inputs: EventInvokeInputs): void {
    this.#byFunction.set(functionName, {
      maximumAgeSeconds: inputs.maximumEventAgeInSeconds ?? DEFAULTS.maximumAgeSeconds,
      maximumRetries: inputs.maximumRetryAttempts ?? DEFAULTS.maximumRetries,
      onSuccess: inputs.destinationConfig?.onSuccess?.destination,
      onFailure: inputs.destinationConfig?.onFailure?.destination,
    });
  }

  remove(functionName: string): void {
    this.#byFunction.delete(functionName);
  }

  of(functionName: string): AsyncConfiguration {
    return this.#byFunction.get(functionName) ?? DEFAULTS;
  }
}
