import { type Context, opening } from "./context.ts";
import { property } from "./datatypes.ts";
import { requirementId } from "./identifiers.ts";

/** What is asked of this organization: the chosen SOC 2 categories, and HIPAA by its role. */
export function profile(context: Context): object {
  const { evidence } = context;
  const imports = (["hipaa", "soc2"] as const).flatMap((framework) => {
    const asked = evidence.requirements[framework].filter((row) => row.state !== "not-selected");
    if (asked.length === 0) return [];
    return [
      {
        href: `catalog-${framework}.json`,
        "include-controls": [{ "with-ids": asked.map((row) => requirementId(framework, row.id)) }],
      },
    ];
  });
  const { organization, categories } = evidence.scope;
  const first = opening(
    context,
    "profile.json",
    "What is asked of this organization",
    "Requirements of HIPAA by the organization's role, and SOC 2 criteria of the chosen categories; Security is always among them.",
  ) as { metadata: { props: object[] } };
  first.metadata.props.push(
    ...categories.map((category) => property("soc2-category", category)),
    ...(organization?.role === undefined ? [] : [property("hipaa-role", organization.role)]),
  );
  return { profile: { ...first, imports, merge: { "as-is": true } } };
}
