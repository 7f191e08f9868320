import { Cron } from "croner";
import type { ResolvedConfig } from "../../1-load/index.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { describeKind } from "../../source/node.ts";
import { type FieldRule, MapFields, textOf, wholeNumber } from "./fields.ts";

/** What a container asks for and may use, as Kubernetes writes amounts. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

export interface Amounts {
  readonly memory: string;
  readonly cpu: string;
}

/** Between how many pods a bot is scaled. */
export interface Autoscale {
  readonly min: number;
  readonly max: number;
  /** Per cent of the CPU that a pod asks for. */
  readonly cpu: number;
  /** What is measured instead of the CPU: what shards take of the event loop, of which `cpu` is then the share. */
  readonly metric: "shard_load" | undefined;
}

/** So many pods from a time on. */
export interface ScheduledScale {
  readonly name: string;
  readonly cron: string;
  readonly replicas: number;
}

/** What holds where nothing is said. */
const DEFAULTS = {
  requests: { memory: "256Mi", cpu: "200m" },
  limits: { memory: "512Mi", cpu: "500m" },
  cpu: 70 /* per cent */,
} as const;

const MEMORY = textOf("an amount of memory such as 256Mi", /^[1-9]\d*(Ki|Mi|Gi|k|M|G)?$/);
const CPU = textOf("an amount of CPU such as 200m or 0.5", /^(?=.*[1-9])(\d+m|\d+(\.\d{1,3})?)$/);

/** Reads `deploy.resources`. */
export function checkResources(config: ResolvedConfig, diagnostics: Diagnostics): Resources {
  const { node } = config.get("deploy.resources");
  if (node?.kind !== "map") return DEFAULTS;
  const fields = new MapFields(node, "deploy.resources", diagnostics).only(["requests", "limits"]);
  return {
    requests: amountsOf(fields.map("requests"), DEFAULTS.requests),
    limits: amountsOf(fields.map("limits"), DEFAULTS.limits),
  };
}

function amountsOf(fields: MapFields | undefined, fallback: Amounts): Amounts {
  fields?.only(["memory", "cpu"]);
  return {
    memory: fields?.optional("memory", MEMORY) ?? fallback.memory,
    cpu: fields?.optional("cpu", CPU) ?? fallback.cpu,
  };
}

const METRIC: FieldRule<"shard_load"> = {
  expected: "shard_load, or nothing for the CPU",
  read: (written) => (written === "shard_load" ? written : undefined),
};

/** Reads `deploy.autoscale`; undefined where there is none, and after a report. */
export function checkAutoscale(config: ResolvedConfig, diagnostics: Diagnostics): Autoscale | undefined {
  const { node } = config.get("deploy.autoscale");
  if (node?.kind !== "map") return undefined;
  const fields = new MapFields(node, "deploy.autoscale", diagnostics).only(["min", "max", "cpu", "metric"]);
  const min = fields.required("min", wholeNumber(1));
  const max = fields.required("max", wholeNumber(min ?? 1));
  const cpu = fields.optional("cpu", wholeNumber(1, 100)) ?? DEFAULTS.cpu;
  const metric = fields.optional("metric", METRIC);
  return min === undefined || max === undefined ? undefined : { min, max, cpu, metric };
}

/** Kubernetes allows 52 characters for the name of a CronJob, which begins with that of the bot. */
const NAME = textOf("at most 17 small letters, digits and hyphens", /^[a-z0-9]([a-z0-9-]{0,15}[a-z0-9])?$/);

const CRON: FieldRule<string> = {
  expected: "five fields of cron such as 0 8 * * 1-5",
  read: (written) => (typeof written === "string" && isCron(written) ? written : undefined),
};

/** Whether Kubernetes takes it for a schedule. */
function isCron(text: string): boolean {
  if (!/^[\d*/,A-Z-]+( [\d*/,A-Z-]+){4}$/i.test(text)) return false;
  try {
    new Cron(text, { paused: true, mode: "5-part" });
    return true;
  } catch {
    return false;
  }
}

/** Reads `deploy.schedule`. */
export function checkSchedule(config: ResolvedConfig, diagnostics: Diagnostics): ScheduledScale[] {
  const { node } = config.get("deploy.schedule");
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item): ScheduledScale[] => {
    if (item.kind !== "map") {
      const expected = "a map with `name`, `cron` and `replicas`";
      diagnostics.report("config-value", item.span, {
        key: "deploy.schedule",
        expected,
        found: describeKind(item),
      });
      return [];
    }
    const fields = new MapFields(item, "deploy.schedule", diagnostics).only(["name", "cron", "replicas"]);
    const name = fields.required("name", NAME);
    const cron = fields.required("cron", CRON);
    const replicas = fields.required("replicas", wholeNumber(1));
    return name === undefined || cron === undefined || replicas === undefined
      ? []
      : [{ name, cron, replicas }];
  });
}
