import { dockerfile } from "./dockerfile.ts";
import { openapi } from "./openapi.ts";
import type { Recogniser } from "./recogniser.ts";
import { workflow } from "./workflow.ts";

/** Asked in this order, after Terraform, dotenv, Kubernetes, Compose and Spring; the first answer counts. */
export const recognisers: readonly Recogniser[] = [dockerfile, openapi, workflow];
