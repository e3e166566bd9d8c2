import type { At } from "../../../text/span.ts";
import type { Value } from "../../value.ts";
import { needNumber } from "../convert.ts";
import { Fault } from "../fault.ts";
import { limits } from "../run-state.ts";
import { STRING } from "../types.ts";
import { text } from "../values.ts";
import {
  ANY_NUMBER,
  type BuiltIn,
  builtIn,
  type CallContext,
  listResult,
  numberArg,
  textArg,
  textResult,
  wholeArg,
} from "./built-in.ts";

interface Network {
  address: bigint;
  prefix: number;
  bits: 32 | 128;
}

function parseIp(content: string): { address: bigint; bits: 32 | 128 } | undefined {
  if (content.length > 64) return undefined;
  if (!content.includes(":")) {
    const parts = content.split(".");
    if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
      return undefined;
    return { address: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
  }
  const halves = content.split("::");
  if (halves.length > 2) return undefined;
  const groups = (half: string): string[] | undefined => {
    if (half === "") return [];
    const parts = half.split(":");
    const last = parts[parts.length - 1] ?? "";
    if (last.includes(".")) {
      const v4 = parseIp(last);
      if (v4?.bits !== 32) return undefined;
      parts.splice(-1, 1, (v4.address >> 16n).toString(16), (v4.address & 0xffffn).toString(16));
    }
    return parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part)) ? parts : undefined;
  };
  const head = groups(halves[0] ?? "");
  const tail = halves.length === 2 ? groups(halves[1] ?? "") : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array<string>(missing).fill("0"), ...tail];
  return { address: all.reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n), bits: 128 };
}

function parseNetwork(content: string, at: At): Network {
  const [ip = "", length = "", ...rest] = content.split("/");
  const parsed = parseIp(ip);
  const prefix = Number(length);
  if (!parsed || rest.length > 0 || !/^\d{1,3}$/.test(length) || prefix > parsed.bits) {
    throw new Fault(`"${content.slice(0, 60)}" is no CIDR block.`, at);
  }
  return { address: masked(parsed.address, prefix, parsed.bits), prefix, bits: parsed.bits };
}

function masked(address: bigint, prefix: number, bits: number): bigint {
  const host = BigInt(bits - prefix);
  return (address >> host) << host;
}

/** RFC 5952 for IPv6. */
function formatIp(address: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => ((address >> shift) & 255n).toString()).join(".");
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && groups[i + n] === "0") n++;
    if (n > best.length) best = { start: i, length: n };
  }
  if (best.start < 0) return groups.join(":");
  return `${groups.slice(0, best.start).join(":")}::${groups.slice(best.start + best.length).join(":")}`;
}

function subnet(base: Network, newBits: number, index: bigint, at: At): Network {
  const prefix = base.prefix + newBits;
  if (newBits < 0 || prefix > base.bits) throw new Fault("The prefix has no room for so many bits.", at);
  if (index < 0n || index >= 1n << BigInt(newBits))
    throw new Fault("The network number does not fit the new bits.", at);
  return { address: base.address + (index << BigInt(base.bits - prefix)), prefix, bits: base.bits };
}

const show = (network: Network) => `${formatIp(network.address, network.bits)}/${network.prefix}`;

function host(args: readonly Value[], call: CallContext): Value {
  const network = parseNetwork(textArg(args, 0, call), call.at);
  const index = BigInt(wholeArg(args, 1, call));
  const size = 1n << BigInt(network.bits - network.prefix);
  const offset = index < 0n ? size + index : index;
  if (offset < 0n || offset >= size) throw new Fault("The host number does not fit the network.", call.at);
  return textResult(formatIp(network.address + offset, network.bits), call);
}

function netmask(args: readonly Value[], call: CallContext): Value {
  const network = parseNetwork(textArg(args, 0, call), call.at);
  if (network.bits !== 32) throw new Fault("cidrnetmask takes IPv4 only.", call.at);
  return textResult(formatIp(masked(0xffffffffn, network.prefix, 32), 32), call);
}

function subnets(args: readonly Value[], call: CallContext): Value {
  const base = parseNetwork(textArg(args, 0, call), call.at);
  const end = base.address + (1n << BigInt(base.bits - base.prefix));
  const results: Value[] = [];
  let next = base.address;
  for (const value of args.slice(1)) {
    const newBits = needNumber(value, call.at);
    const prefix = base.prefix + newBits;
    if (!Number.isInteger(newBits) || newBits < 1 || newBits > 32 || prefix > base.bits)
      throw new Fault("The new bits do not fit.", call.at);
    if (results.length >= limits.items)
      throw new Fault("cidrsubnets gives too many networks.", call.at, "tf-limit");
    const size = 1n << BigInt(base.bits - prefix);
    const start = ((next + size - 1n) / size) * size;
    if (start + size > end) throw new Fault("The networks do not fit the prefix.", call.at);
    results.push(text(show({ address: start, prefix, bits: base.bits }), call.at));
    next = start + size;
  }
  return listResult(results, call, STRING);
}

export const network: ReadonlyMap<string, BuiltIn> = new Map([
  ["cidrhost", builtIn(2, host)],
  ["cidrnetmask", builtIn(1, netmask)],
  [
    "cidrsubnet",
    builtIn(3, (args, call) => {
      const base = parseNetwork(textArg(args, 0, call), call.at);
      const index = numberArg(args, 2, call);
      if (!Number.isInteger(index)) throw new Fault("A whole number is required.", call.at);
      return textResult(show(subnet(base, wholeArg(args, 1, call), BigInt(index), call.at)), call);
    }),
  ],
  ["cidrsubnets", builtIn(1, subnets, { max: ANY_NUMBER })],
]);
