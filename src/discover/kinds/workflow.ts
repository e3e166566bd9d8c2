import type { Recogniser } from "./recogniser.ts";

const workflows = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/;

/** Keys at the left margin; a workflow's own expressions and commands may look like a template's actions. */
function has(head: string, key: string): boolean {
  return new RegExp(`^(?:${key}|"${key}"|'${key}')[ \\t]*:`, "m").test(head);
}

/** GitHub Actions: workflows in their folder with `on` and `jobs`, and `action.yml` with `runs`. */
export const workflow: Recogniser = ({ path, name, head }) => {
  if (workflows.test(path)) return has(head, "on") && has(head, "jobs") ? "workflow" : undefined;
  if (name !== "action.yml" && name !== "action.yaml") return undefined;
  return has(head, "runs") && /^[ \t]+using[ \t]*:/m.test(head) ? "action" : undefined;
};
