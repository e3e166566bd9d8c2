// The package's own types name only loadPolicy for ESM, and Node's types leave out WebAssembly without the DOM.
declare module "@open-policy-agent/opa-wasm" {
  export interface LoadedPolicy {
    /** Index of each entrypoint by name. */
    entrypoints: Record<string, number>;
    evaluate(input: unknown, entrypoint: string): unknown;
  }
  const opa: {
    loadPolicySync(module: WebAssembly.Module, memory: { initial: number; maximum?: number }): LoadedPolicy;
  };
  export default opa;
}

declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
    readonly brand: unique symbol;
  }
}
