// Go's loader, as internal/site bundles it: a function of the globals that the program sees.

interface Go {
  exit: (code: number) => void;
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

export function loadGo(globalThis: object): new () => Go;
