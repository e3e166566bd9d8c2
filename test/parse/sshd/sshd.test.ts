import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSshd } from "../../../src/parse/sshd/sshd.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseSshd(new Source("sshd_config", "sshd", text));
const lines = (text: string) =>
  read(text).lines.map(({ keyword, args }) => [keyword, ...args.map((one) => one.text)]);

/** Debian's sshd_config as the package installs it, its longer comments left out, retyped. */
const debian = `
# This is the sshd server system-wide configuration file.  See
# sshd_config(5) for more information.

Include /etc/ssh/sshd_config.d/*.conf

#Port 22
#AddressFamily any
#ListenAddress 0.0.0.0

# Authentication:

#LoginGraceTime 2m
#PermitRootLogin prohibit-password
#StrictModes yes

# Change to yes to enable challenge-response passwords (beware issues with
# some PAM modules and threads)
KbdInteractiveAuthentication no

UsePAM yes

#AllowAgentForwarding yes
X11Forwarding yes
#X11DisplayOffset 10
PrintMotd no

# Allow client to pass locale environment variables
AcceptEnv LANG LC_*

# override default of no subsystems
Subsystem	sftp	/usr/lib/openssh/sftp-server

# Example of overriding settings on a per-user basis
#Match User anoncvs
#	X11Forwarding no
`;

test("a distribution's own file: every line, exact to the character", () => {
  const found = read(debian);
  expect(found.diagnostics).toEqual([]);
  expect(found.comments).toHaveLength(debian.split("\n").filter((line) => line.startsWith("#")).length);
  expect(lines(debian)).toEqual([
    ["include", "/etc/ssh/sshd_config.d/*.conf"],
    ["kbdinteractiveauthentication", "no"],
    ["usepam", "yes"],
    ["x11forwarding", "yes"],
    ["printmotd", "no"],
    ["acceptenv", "LANG", "LC_*"],
    ["subsystem", "sftp", "/usr/lib/openssh/sftp-server"],
  ]);
  for (const line of found.lines) {
    expect(debian.slice(line.keywordSpan.start, line.keywordSpan.end).toLowerCase()).toBe(line.keyword);
    for (const { text, span } of line.args) expect(debian.slice(span.start, span.end)).toBe(text);
    expect(debian.slice(line.start, line.end)).toBe(
      debian.split("\n")[found.source.lines.at(line.start).line - 1],
    );
  }
});

test("equals signs, quotes, escapes, comments behind values, CRLF", () => {
  const text =
    'Port=22\r\nBanner = "/etc/my banner" # why\r\nForceCommand \'echo #1\' a\\"b\n  Match User "a b"#c\nCiphers {{ a | b }},x\n';
  expect(lines(text)).toEqual([
    ["port", "22"],
    ["banner", "/etc/my banner"],
    ["forcecommand", "echo #1", 'a"b'],
    ["match", "User", "a b#c"],
    ["ciphers", "{{ a | b }},x"],
  ]);
  expect(read(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# why"]);
  const banner = read(text).lines[1];
  expect(text.slice(banner?.args[0]?.span.start, banner?.args[0]?.span.end)).toBe("/etc/my banner");
  expect(text.slice(banner?.start, banner?.end)).toBe('Banner = "/etc/my banner"');
});

test.each([
  ["UsePAM\nPort 22\n", 1],
  ['Port 22\nBanner "/etc/x\n', 2],
  ["= 1\nPort 22\n", 1],
  ["Port 22\n<Match>\n", 2],
  ["PermitRootLogin # no\nPort 22\n", 1],
])("%j is reported at its line, the rest is read", (text, line) => {
  const { diagnostics, source } = read(text);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.hint).toBeTruthy();
  expect(source.lines.at(diagnostics[0]?.at?.start ?? -1).line).toBe(line);
  expect(lines(text)).toEqual([["port", "22"]]);
});

test("no text makes the reader throw, nor leave the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."Match=,'\"\\#\n\r {}% 1.") }), (text) => {
      for (const { start, end, args } of read(text).lines) {
        expect(start < end && end <= text.length).toBe(true);
        for (const { span } of args) expect(start < span.end && span.end <= end).toBe(true);
      }
    }),
  );
});

test("it reads in linear time", () => {
  const started = performance.now();
  for (const unit of ["a 'x\n", "{{ ", "'", '"a', "# ", "\\"]) read(`Banner ${unit.repeat(60_000)}`);
  expect(performance.now() - started).toBeLessThan(4000);
});
