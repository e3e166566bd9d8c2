import type { Resource } from "../model/resource.ts";
import { products } from "./products.ts";

const holders = new Set([
  "ConfigMap",
  "Secret",
  "compose:service",
  "aws_ecs_task_definition",
  "aws_lambda_function",
]);
const productTypes = new Set(products.map(({ type }) => type));

/**
 * May a unit with this resource run a program whose settings are looked at, hold files of one, or want defaults? The
 * answer decides what is loaded, so it is cheap.
 */
export function needsServices({ type, meta, values }: Resource): boolean {
  if (holders.has(type) || meta.podSpec !== undefined || productTypes.has(type)) return true;
  if (type !== "dotenv") return false;
  for (const name of values.entries.keys())
    if (products.some(({ variables }) => variables?.test(name))) return true;
  return false;
}
