import type { NestedSettings, Organization, PolicySetting, Soc2Category } from "../config/config.ts";
import type { PolicyMetadata, Severity } from "../evaluate/catalogue.ts";
import type { Outcome, Site, Verdict } from "../evaluate/verdict.ts";
import type { Resource, Unit } from "../model/resource.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import { withoutSecretTexts } from "../text/secrets.ts";
import type { Source } from "../text/source.ts";
import type { At, Span } from "../text/span.ts";
import { Aside } from "./aside.ts";
import type { Baseline } from "./baseline/baseline.ts";
import { countFindings } from "./count.ts";
import type { Exceptions } from "./exceptions/exceptions.ts";
import type { Finding, Status } from "./finding.ts";
import { fingerprint, relativeFolder } from "./fingerprint.ts";
import { type Explanation, explain, type Landed, land } from "./land.ts";
import { MergedFindings } from "./merge.ts";
import { messageOf } from "./message.ts";
import { compare, compareFindings, distinct, distinctFindings } from "./order.ts";
import { copiedTo, isDownloaded, placed, written } from "./place.ts";
import { Crosswalk, type Framework } from "./references.ts";
import { RequirementStates } from "./requirement-states.ts";
import type { Requirements } from "./requirements.ts";
import type { ScanResult } from "./result.ts";
import { openFacts } from "./sensitive.ts";
import { type Judged, Settlement } from "./settlement.ts";
import { siteText } from "./site.ts";
import { Suppressions } from "./suppression.ts";
import { VariableFiles } from "./variable-files.ts";

/** Something outside the scan that is taken to be there: a baseline or a policy, who says so, and when. */
export interface Assumption {
  name: string;
  owner: string;
  date: string;
  /** The folder whose units it speaks for; absent for all. */
  within?: string;
}

export interface JudgeOptions {
  /** The policies that were chosen to run. */
  policies: readonly PolicyMetadata[];
  requirements: Requirements;
  tool: ScanResult["tool"];
  failOn: Severity | "none";
  /** Baselines this root owns: what it owns is not assumed. */
  declares: readonly string[];
  assume: readonly Assumption[];
  /** Settings of folders: a policy may be disabled or of another severity there. */
  nested?: readonly NestedSettings[];
  /** Globs of paths that count although they lie in an aside folder or are generated. */
  include: readonly string[];
  /** Comments of the sources that hold `crosswalk:ignore`; a source is in it before its unit is added. */
  comments: ReadonlyMap<Source, readonly Span[]>;
  /** Report only what touches these paths. */
  only?: ReadonlySet<string>;
  frameworks?: readonly Framework[];
  /** Ids and aliases of policies beside the chosen ones, so that a comment for another profile is no error. */
  known?: ReadonlySet<string>;
  /** Switches conditional references, and requirements that are not asked of everybody. */
  organization?: Organization;
  /** SOC 2 categories of the report; absent: all. */
  categories?: readonly Soc2Category[];
  /** Records of `exceptions:`. */
  exceptions?: Exceptions;
  /** Violations that are known. */
  baseline?: Baseline;
  /** Findings about crosswalk.yaml that are settled before the scan. */
  builtInFindings?: readonly Finding[];
  /** A folder as identities have it, when not relative to the scan root: relative to the git work tree. */
  identityFolder?: (folder: string, source: Source) => string;
}

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
const nobody: ReadonlySet<string> = new Set();

/**
 * Turns verdicts into findings, one unit after the other: only findings, counts and source places outlive a unit.
 * Give it every unit with its verdicts, then finish.
 */
export class Judge {
  readonly #options: JudgeOptions;
  readonly #policies: ReadonlyMap<string, PolicyMetadata>;
  readonly #crosswalk: Crosswalk;
  readonly #states: RequirementStates;
  readonly #suppressions: Suppressions;
  readonly #aside: Aside;
  readonly #findings = new MergedFindings();
  readonly #variableFiles = new VariableFiles();
  readonly #environmentVariables = new Set<string>();
  readonly #profile: ReadonlySet<string>;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #notScanned: NotScanned[] = [];
  readonly #assumed = new Map<Assumption, number>();
  readonly #settlement: Settlement;
  #units = 0;
  #resources = 0;
  #scoped = false;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#policies = new Map(options.policies.map((policy) => [policy.id, policy]));
    const { organization, categories } = options;
    this.#crosswalk = new Crosswalk(options.requirements, options.frameworks, {
      ...(organization && { organization }),
      ...(categories && { categories }),
    });
    this.#profile = new Set(organization?.clearinghouse === true ? ["clearinghouse"] : []);
    this.#states = new RequirementStates(this.#crosswalk);
    this.#settlement = new Settlement(this.#states, this.#findings, options.exceptions, options.baseline);
    this.#aside = new Aside(options.include);
    const canonical = new Map<string, string>();
    for (const name of options.known ?? nobody) canonical.set(name, name);
    for (const policy of options.policies) {
      for (const name of [policy.id, ...policy.aliases]) canonical.set(name, policy.id);
    }
    this.#suppressions = new Suppressions(options.comments, (name) => canonical.get(name));
  }

  /** Judges a unit's verdicts; `diagnostics` are those of evaluating it. */
  add(unit: Unit, verdicts: readonly Verdict[], diagnostics: readonly Diagnostic[] = []): void {
    this.#units++;
    for (const resource of unit.resources) if (!resource.copyOf) this.#resources++;
    const texts = unit.secrets?.texts;
    for (const one of [...unit.diagnostics, ...diagnostics])
      this.#diagnostics.push(texts ? { ...one, message: withoutSecretTexts(one.message, texts) } : one);
    this.#notScanned.push(...unit.notScanned);
    this.#variableFiles.add(unit);
    for (const name of unit.environmentVariables ?? []) this.#environmentVariables.add(name);
    const resources = new Map(unit.resources.map((resource) => [resource.key, resource]));
    for (const resource of unit.resources) if (phiOf(resource) !== "unknown") this.#scoped = true;
    for (const verdict of verdicts) {
      const policy = this.#policies.get(verdict.policy);
      const resource = resources.get(verdict.resource);
      if (resource?.copyOf) continue;
      if (policy && resource) this.#verdict(policy, resource, verdict, unit, resources);
      else this.#invalid(verdict.policy, unit, `it judges ${verdict.resource}, or was not chosen`);
    }
  }

  /** The scan's result: sorted, merged and counted. */
  finish(rest: {
    files: number;
    diagnostics: readonly Diagnostic[];
    notScanned: readonly NotScanned[];
  }): ScanResult {
    const { policies, tool, failOn, only, assume } = this.#options;
    const { exceptions, builtInFindings } = this.#options;
    const judged = distinctFindings(this.#findings.values().sort(compareFindings));
    this.#settlement.finish();
    const about = exceptions?.finish();
    const more = [...(about?.findings ?? []), ...(builtInFindings ?? [])];
    const findings = more.length > 0 ? [...judged, ...more].sort(compareFindings) : judged;
    const baseline = this.#options.baseline?.result();
    const comments = this.#suppressions.diagnostics(
      (policy) => this.#policies.has(policy),
      (source) => !isDownloaded(source.path) && (!only || only.has(source.path)),
    );
    const gating = failOn === "none" ? [] : severities.slice(0, severities.indexOf(failOn) + 1);
    const counts = countFindings(findings);
    return {
      tool,
      scope: { confirmed: this.#scoped },
      scanned: {
        files: rest.files,
        units: this.#units,
        resources: this.#resources,
        policies: policies.length,
      },
      findings,
      counts,
      requirements: this.#states.results(policies),
      exceptions: about?.results ?? [],
      ...(baseline && { baseline }),
      notScanned: distinct([...rest.notScanned, ...this.#notScanned], (one) => [
        one.path,
        one.cause,
        one.detail,
      ]),
      diagnostics: distinct([...rest.diagnostics, ...this.#diagnostics, ...comments], (one) => [
        one.at?.source.path ?? one.path ?? "",
        String(one.at?.start ?? -1).padStart(9, "0"),
        one.code,
        one.message,
      ]),
      environmentVariables: [...this.#environmentVariables].sort(compare).map((name) => `TF_VAR_${name}`),
      variableFiles: this.#variableFiles.resolving(findings),
      assumptions: assume
        .filter((one) => this.#assumed.has(one))
        .map((one) => ({ ...one, findings: this.#assumed.get(one) ?? 0 }))
        .sort((a, b) => compare(a.name, b.name) || compare(a.owner, b.owner)),
      gate: { failOn, failing: gating.reduce((sum, severity) => sum + counts.open[severity], 0) },
    };
  }

  #verdict(
    policy: PolicyMetadata,
    resource: Resource,
    verdict: Verdict,
    unit: Unit,
    resources: ReadonlyMap<string, Resource>,
  ): void {
    const judged: Judged[] = [];
    for (const site of sitesOf(verdict)) {
      const one = this.#site(policy, resource, verdict, site, unit, resources);
      if (one) judged.push(one);
    }
    this.#settlement.add(judged);
  }

  #site(
    policy: PolicyMetadata,
    resource: Resource,
    verdict: Verdict,
    site: Site,
    unit: Unit,
    resources: ReadonlyMap<string, Resource>,
  ): Judged | undefined {
    const companion = site.in === undefined ? undefined : resources.get(site.in);
    if (site.in !== undefined && !companion)
      this.#invalid(policy.id, unit, `no resource ${site.in} to point into`);
    const holder = companion ?? resource;
    const landed = land(holder, site.path);
    const { at, via } = placed(landed.at, holder);
    const copies = site.outcome === "pass" ? [] : copiedTo(holder, site.path, at);
    if (!this.#concerns(at, [...via, ...copies], resource)) return undefined;

    const local = this.#settingAt(policy, at);
    if (local?.enabled === false) return undefined;

    const reason = site.reason ?? verdict.reason;
    const why =
      site.outcome === "unknown" ? this.#explain(policy, site, holder, landed, unit, resources) : undefined;
    const assumption =
      why?.cause === "outside-scan" ? this.#assumption(policy, reason, unit.folder) : undefined;
    const outcome: Outcome = assumption ? "pass" : site.outcome;
    const { grade, severity } = this.#grade(policy, site, unit, local);
    const inner = siteText(landed.strides);
    const text =
      companion && companion !== resource ? [companion.address, inner].filter(Boolean).join(".") : inner;
    const phi = phiOf(resource);
    const boundary = resource.scope?.soc2 ?? "unknown";
    const references = this.#crosswalk.references(policy, {
      facts: site.facts,
      phi,
      boundary,
      profile: this.#profile,
    });

    const brought = written(landed, at);
    const frames = [...via, ...brought.filter(({ what }) => what !== "value")];
    const places = [at, resource.head, holder.head, ...frames.map((frame) => frame.at)];
    const comment =
      outcome === "fail" || outcome === "unknown"
        ? this.#suppressions.find(
            policy.id,
            places.filter((place) => !isDownloaded(place.source.path)),
          )
        : undefined;
    const aside =
      this.#aside.covers(at.source) ||
      this.#aside.covers(resource.head.source) ||
      // An overlay for tests builds on the same files as others.
      (unit.kind === "kubernetes" && resource.via.some((frame) => this.#aside.covers(frame.at.source)));
    if (assumption) this.#count(assumption);
    const shown = (one: string): string => withoutSecretTexts(one, unit.secrets?.texts);
    const { exceptions, baseline } = this.#options;
    // A comment that names a record only points at it: whether anything is quieted is the record's to say.
    const suppression = comment && exceptions?.pointsToRecord(comment.reason) ? undefined : comment;
    const candidates = exceptions?.candidates(policy.id, resource, outcome) ?? [];
    const out = references.outOfScope ? "out-of-scope" : undefined;
    const status: Status = aside ? "aside" : (out ?? (suppression ? "suppressed" : "open"));
    const identity = {
      policy: policy.id,
      secret: policy.secret,
      resource,
      folder: this.#folder(resource),
      ...(companion && { companion }),
      strides: landed.strides,
      blocks: unit.kind === "terraform",
    };
    const valueDigest = outcome === "fail" ? baseline?.digest(landed, policy.secret) : undefined;
    const finding: Finding = {
      policy,
      safeguard: this.#crosswalk.safeguard(policy),
      severity,
      grade,
      verdict: outcome,
      status,
      unit: unit.id,
      ...(unit.environment !== undefined && { environment: unit.environment }),
      resource: { type: resource.type, address: resource.address },
      addresses: [resource.address],
      ...(text !== undefined && { site: shown(text) }),
      at,
      via: [...via, ...brought, ...copies],
      message: shown(
        messageOf(policy, outcome, grade, resource, text, openFacts(site.facts, [resource, holder])),
      ),
      ...(outcome === "unknown" && why && { cause: why.cause }),
      ...(reason !== undefined && { reason: shown(reason) }),
      ...(outcome === "unknown" && why?.detail !== undefined && { detail: shown(why.detail) }),
      phi,
      soc2Boundary: boundary,
      ...(resource.scope && { scopeRules: { phi: resource.scope.phiRule, soc2: resource.scope.soc2Rule } }),
      requirements: { hipaa: references.hipaa, soc2: references.soc2 },
      ...(suppression && { suppression }),
      ...(assumption && { assumption }),
      ...(valueDigest !== undefined && { valueDigest }),
      fingerprint: fingerprint(identity),
    };
    const id = this.#findings.add(finding, candidates);
    const former = outcome === "fail" ? baseline?.former(identity) : undefined;
    this.#settlement.note(id, candidates, former);
    const { edges, outside } = references;
    return { id, outcome, status, edges, outside, phi, boundary, open: candidates.length > 0 };
  }

  #count(assumption: Assumption): void {
    this.#assumed.set(assumption, (this.#assumed.get(assumption) ?? 0) + 1);
  }

  #concerns(at: At, via: Finding["via"], resource: Resource): boolean {
    const { only } = this.#options;
    if (!only) return true;
    return (
      only.has(at.source.path) ||
      only.has(resource.head.source.path) ||
      (resource.planned !== undefined && only.has(resource.planned)) ||
      via.some((frame) => only.has(frame.at.source.path))
    );
  }

  #explain(
    policy: PolicyMetadata,
    site: Site,
    holder: Resource,
    landed: Landed,
    unit: Unit,
    resources: ReadonlyMap<string, Resource>,
  ): Explanation | undefined {
    const found = explain(holder, landed.strides, unit, (key) => resources.get(key));
    if (site.cause) return found?.cause === site.cause ? found : { cause: site.cause };
    if (!found) this.#invalid(policy.id, unit, `unknown for ${holder.address}, and nothing there is unknown`);
    return found;
  }

  #assumption(policy: PolicyMetadata, reason: string | undefined, folder: string): Assumption | undefined {
    const { assume, declares } = this.#options;
    if (reason !== undefined && declares.includes(reason)) return undefined;
    return assume.find(
      ({ name, within }) =>
        (within === undefined || folder === within || folder.startsWith(`${within}/`)) &&
        (name === reason || name === policy.id || policy.aliases.includes(name)),
    );
  }

  /** What the nearest folder's crosswalk.yaml says of the policy. */
  #settingAt(policy: PolicyMetadata, { source }: At): PolicySetting | undefined {
    let found: PolicySetting | undefined;
    let depth = -1;
    for (const { folder, policies } of this.#options.nested ?? []) {
      const setting = policies?.[policy.id];
      if (!setting || folder.length <= depth || !source.path.startsWith(`${folder}/`)) continue;
      found = setting;
      depth = folder.length;
    }
    return found;
  }

  #grade(
    policy: PolicyMetadata,
    site: Site,
    unit: Unit,
    local?: PolicySetting,
  ): { grade: string; severity: Severity } {
    const grade = site.grade ?? "default";
    if (grade === "default") return { grade, severity: local?.severity ?? policy.severity };
    const severity = Object.hasOwn(policy.grades, grade) ? policy.grades[grade] : undefined;
    if (severity) return { grade, severity };
    this.#invalid(policy.id, unit, `it has no grade ${grade}`);
    return { grade: "default", severity: policy.severity };
  }

  #folder(resource: Resource): string {
    const { source } = resource.head;
    return (
      this.#options.identityFolder?.(resource.folder, source) ?? relativeFolder(resource.folder, source.root)
    );
  }

  #invalid(policy: string, unit: Unit, what: string): void {
    this.#diagnostics.push({
      code: "policy-invalid-verdict",
      severity: "error",
      message: `policy ${policy} in ${unit.id}: ${what}`,
      path: unit.folder,
    });
  }
}

/** The sites that become findings; a verdict without any speaks of the resource as a whole. */
function sitesOf(verdict: Verdict): readonly Site[] {
  const sites = verdict.sites.filter((site) => site.outcome !== "not-applicable");
  return sites.length > 0 ? sites : [{ path: [], outcome: verdict.outcome, facts: {} }];
}

function phiOf({ scope }: Resource): Finding["phi"] {
  return scope?.phi ?? "unknown";
}
