const memorySection = 5;

/**
 * Sets the most memory that a WebAssembly module may ever ask for: Go's linker writes none, and 4 GiB would be it.
 * @param pages of 64 KiB
 * @throws when the bytes are no module with one memory
 */
export function limitMemory(module: Uint8Array, pages: number): Uint8Array {
  let at = 8;
  while (at < module.length) {
    const id = module[at];
    const size = readNumber(module, at + 1);
    const end = size.next + size.value;
    if (id === memorySection) {
      const count = readNumber(module, size.next);
      const flags = module[count.next];
      if (count.value !== 1 || flags === undefined) break;
      const least = readNumber(module, count.next + 1).value;
      if (least > pages) throw new Error(`the module begins with ${least} pages, more than ${pages}`);
      const content = [1, 1, ...written(least), ...written(pages)];
      const section = Uint8Array.from([memorySection, ...written(content.length), ...content]);
      return Buffer.concat([module.subarray(0, at), section, module.subarray(end)]);
    }
    at = end;
  }
  throw new Error("the module has no memory of its own");
}

/** An unsigned LEB128 number: https://webassembly.github.io/spec/core/binary/values.html#integers */
function readNumber(bytes: Uint8Array, start: number): { value: number; next: number } {
  let value = 0;
  for (let at = start, factor = 1; ; at++, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, next: at + 1 };
  }
}

function written(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  return bytes;
}
