/** An address and its netmask in CIDR notation; both as written when the mask is not contiguous or broken. */
export function addressWithMask(address: string, mask: string): string {
  const bits = mask.includes(":") ? ipv6Bits(mask) : ipv4Bits(mask);
  const ones = bits === undefined ? undefined : /^(1*)0*$/.exec(bits)?.[1];
  return ones === undefined ? `${address} ${mask}` : `${address}/${ones.length}`;
}

function ipv4Bits(mask: string): string | undefined {
  const octets = mask.split(".");
  if (octets.length !== 4 || octets.some((octet) => !/^\d{1,3}$/.test(octet) || Number(octet) > 255))
    return undefined;
  return octets.map((octet) => Number(octet).toString(2).padStart(8, "0")).join("");
}

function ipv6Bits(mask: string): string | undefined {
  const [left = "", right, more] = mask.split("::");
  if (more !== undefined) return undefined;
  const head = left ? left.split(":") : [];
  const tail = right ? right.split(":") : [];
  const gap = 8 - head.length - tail.length;
  if (gap < 0 || (right === undefined && gap !== 0)) return undefined;
  const groups = [...head, ...Array<string>(gap).fill("0"), ...tail];
  if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}
