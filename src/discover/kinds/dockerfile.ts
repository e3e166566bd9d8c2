import type { Recogniser } from "./recogniser.ts";

const names = /^(?:(?:docker|container)file(?:\.[\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/;
/** Code and notes about Dockerfiles, and what Docker leaves out of a build's context. */
const others = /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|php|cs|md|txt|rst|json|ya?ml|html|snap|dockerignore)$/;
const begins = /^(?:FROM|ARG)[ \t]+\S/i;

/** `Dockerfile`, `Dockerfile.*`, `*.Dockerfile`, `Containerfile`, whose first instruction is FROM or ARG. */
export const dockerfile: Recogniser = ({ name, head }) => {
  const lower = name.toLowerCase();
  if (!names.test(lower) || others.test(lower) || head.includes("\0")) return undefined;
  for (const line of head.split(/\r\n?|\n/)) {
    const text = line.trimStart();
    if (text === "" || text.startsWith("#") || /^(?:\{[{%#]|<%)/.test(text)) continue;
    return begins.test(text) ? "dockerfile" : undefined;
  }
  return undefined;
};
