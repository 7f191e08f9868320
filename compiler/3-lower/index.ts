import type { CheckedDeploy } from "../2-check/deploy/index.ts";
import type { OwnMetric } from "../2-check/metrics/own-metrics.ts";
import type { CheckedProgram } from "../2-check/program.ts";
import { type Diagnostics, NO_POSITION } from "../diagnostics/diagnostics.ts";
import type { Type } from "../expression/types.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { INTENTS } from "../language/intents.ts";
import type { Language } from "../language/language.ts";
import { ActionLowering, type BotNames } from "./actions.ts";
import { type BotSettings, botUnit } from "./bot.ts";
import { cacheUnit } from "./cache.ts";
import { ERRORS, errorsUnit, namedErrorHandlers } from "./errors-unit.ts";
import { FLOW_TABLE, flowTableUnit } from "./flow-table.ts";
import { healthPart } from "./health.ts";
import { identityPart } from "./identity.ts";
import { ir, type SourceUnit } from "./ir.ts";
import { loggingPart } from "./logging.ts";
import { ownMetricsUnit } from "./metrics/own-metrics.ts";
import { metricsPart } from "./metrics/prometheus.ts";
import { namedHandlersPart } from "./named-handlers.ts";
import { UnitNames } from "./names.ts";
import { Needs } from "./needs.ts";
import { PartLowering, paletteOf } from "./parts.ts";
import { permissionsUnit } from "./permissions-unit.ts";
import { pluginsPart } from "./plugins.ts";
import { PRESENCE, presenceUnit } from "./presence-unit.ts";
import { batchReads } from "./reads/batch.ts";
import type { RegisteredCommand } from "./registration.ts";
import { responseCachePart } from "./response-cache.ts";
import { secretVariables } from "./secrets.ts";
import { ShardScripts } from "./shard-scripts.ts";
import { shardingPart } from "./sharding.ts";
import { checkSharedResults } from "./shared-results.ts";
import { storagePart } from "./storage.ts";
import { tablesPart, tablesUnit } from "./tables-unit.ts";
import { checkTimerStorage } from "./timers.ts";
import { tracingPart } from "./tracing.ts";
import { flowUnit, stateUnit } from "./units.ts";

/** How many handlers of a kind there are. */
export interface HandlerCount {
  /** Of the kind: `events`. */
  readonly name: string;
  /** One in words: `event handler`. */
  readonly noun: string;
  readonly count: number;
}

/** A bot as TypeScript in the intermediate form, with what it needs. */
export interface LoweredProgram {
  readonly units: readonly SourceUnit[];
  readonly commands: readonly RegisteredCommand[];
  readonly counts: readonly HandlerCount[];
  /** The intents it identifies with, by name. */
  readonly intents: readonly string[];
  readonly needs: Needs;
  readonly hasTables: boolean;
  readonly hasMigrations: boolean;
  readonly name: string | undefined;
  /** How it is shipped; undefined where nothing is said of that. */
  readonly deploy: CheckedDeploy | undefined;
  /** What the document measures itself. */
  readonly ownMetrics: readonly OwnMetric[];
}

/** A checked program → TypeScript in the intermediate form, and what the bot needs. */
export function lower(
  program: CheckedProgram,
  settings: BotSettings,
  language: Language,
  diagnostics: Diagnostics,
): LoweredProgram {
  const needs = new Needs();
  for (const asset of program.files?.shipped.values() ?? []) needs.asset(asset);
  for (const path of program.files?.served ?? []) needs.readFiles.add(path);
  const names = new UnitNames();
  const flows = new Map(
    program.flows.map((flow) => [flow.declaration.name, names.claim("flows", flow.declaration.name)]),
  );
  let findsFlows = false;
  const parts = new PartLowering(program.parts, () => lowering());
  const palette = paletteOf(program.theme);
  const scripts = new ShardScripts(settings.sharding !== undefined, program.variables);
  const botNames: BotNames = {
    flow: (name) => flows.get(name)!,
    part: (part) => parts.functionOf(part),
    palette: palette?.symbol,
    flowTable() {
      findsFlows = true;
      return FLOW_TABLE;
    },
    shardScript: (script) => scripts.add(script),
  };
  const lowering = (returns?: Type) => new ActionLowering(language, needs, botNames, returns);

  const handlers = program.handlers.flatMap(({ kind, items }) => {
    const claim = (name: string) => names.claim(kind.folder, name);
    return kind.lower === undefined
      ? []
      : kind.lower(items, { language, needs, names, actions: lowering(), claim });
  });
  const loweredFlows = program.flows.map((flow) => ({
    flow,
    unit: flowUnit(
      flow,
      flows.get(flow.declaration.name)!,
      lowering(flow.returned === undefined ? flow.returns : flow.ended),
      language,
    ),
  }));
  checkSharedResults(loweredFlows, program.variables, diagnostics);
  const units: SourceUnit[] = [
    ...handlers.flatMap((each) => each.units),
    ...loweredFlows.map(({ unit }) => unit),
  ];
  units.push(...parts.units());
  if (palette !== undefined) units.push(palette.unit);
  if (findsFlows) units.push(flowTableUnit(program.flows, flows));
  if (program.variables.length > 0 || program.looksUpVariables)
    units.push(stateUnit(program.variables, language));
  if (program.tables.length > 0) units.push(tablesUnit(program.tables, language));
  if (program.presence !== undefined) units.push(presenceUnit(program.presence, lowering()));
  if (program.errors !== undefined) units.push(errorsUnit(program.errors, lowering, needs));
  if (program.migrations === undefined) needs.absent.add(program.snapshot);
  const sections: BotPart[] = [];
  if (program.tables.length > 0 || program.migrations !== undefined)
    sections.push(tablesPart(program, needs));
  if (program.errors !== undefined) sections.push({ key: ERRORS.name, value: ir.ref(ERRORS) });
  if (program.presence !== undefined) sections.push({ key: PRESENCE.name, value: ir.ref(PRESENCE) });
  if (program.cache !== undefined) sections.push(responseCachePart(program.cache, needs));
  if (program.identity !== undefined) sections.push(identityPart(program.identity, lowering(), needs));
  sections.push(...[...needs.parts].map(([key, { value }]) => ({ key, value })));
  checkTimerStorage(needs, settings.storage, diagnostics);
  const permissions = permissionsUnit(program.permissions, lowering());
  if (permissions !== undefined) units.push(permissions.unit);
  sections.push(...pluginsPart(settings.plugins, language, needs));
  units.push(...scripts.units());
  if (program.metrics.own.length > 0) units.push(ownMetricsUnit(program.metrics.own));
  const toldMetrics = {
    labels: program.metrics.labels,
    hasOwn: program.metrics.own.length > 0,
  };
  const named = [
    ...handlers.flatMap((each) => each.named ?? []),
    ...(program.errors === undefined ? [] : namedErrorHandlers(program.errors)),
  ];
  const isFollowed = settings.metrics !== undefined || settings.tracing !== undefined;
  const asked = [...scripts.references(), ...(needs.readsAcross ? [ir.runtime("cacheReads")] : [])];
  const caches = cacheUnit(needs, language);
  if (caches !== undefined) units.push(caches.unit);
  const intents = chooseIntents(program, needs, diagnostics);
  units.push(
    botUnit({
      settings,
      parts: [
        ...sections,
        ...handlers.flatMap((each) => each.bot),
        ...(permissions === undefined ? [] : [permissions.part]),
        ...shardingPart(settings.sharding, caches?.caches ?? [], asked, needs),
        ...storagePart(settings.storage, needs),
        ...healthPart(settings.health, needs),
        ...metricsPart(settings.metrics, toldMetrics, lowering(), needs),
        ...tracingPart(settings.tracing, needs),
        ...(isFollowed ? namedHandlersPart(named) : []),
        ...loggingPart(settings.logging, program.logOutputs, program.secrets, needs),
      ],
      caches: caches?.caches ?? [],
      intents: intents.map((name) => ({ name, bit: INTENTS[name]!.bit })),
      needs,
      secrets: program.deploy === undefined ? [] : secretVariables(needs),
    }),
  );
  const commands = handlers.flatMap(({ registration = [] }) => registration);
  return {
    units: units.map(batchReads),
    commands,
    counts: countsOf(program),
    intents,
    needs,
    hasTables: program.tables.length > 0,
    hasMigrations: program.migrations !== undefined,
    name: program.name,
    deploy: program.deploy,
    ownMetrics: program.metrics.own,
  };
}

function countsOf({ handlers, flows }: CheckedProgram): HandlerCount[] {
  const counts = handlers.map(({ kind, items }) => ({
    name: kind.name,
    noun: kind.noun,
    count: items.length,
  }));
  return [...counts, { name: "flows", noun: "flow", count: flows.length }];
}

/** Those the document lists, with those needed where it asks for them, or a warning; else exactly those needed. */
function chooseIntents(
  { intents: written }: CheckedProgram,
  needs: Needs,
  diagnostics: Diagnostics,
): string[] {
  const listed = written === "automatic" ? [] : written.names.map(({ name }) => name);
  const lacking = [...needs.intents].filter(([intent]) => !listed.includes(intent));
  if (written !== "automatic" && !written.complete) {
    for (const [intent, { what, instead }] of lacking) {
      if (instead !== undefined && listed.includes(instead)) continue;
      diagnostics.report("intent-missing", written.span, { intent, reason: what });
    }
    return sortIntents([...new Set(listed)]);
  }
  for (const [intent, { what, span }] of lacking) {
    if (!INTENTS[intent]!.privileged) continue;
    diagnostics.report("privileged-intent", span ?? NO_POSITION, { intent, reason: what });
  }
  return sortIntents([...new Set([...listed, ...needs.intents.keys(), ...needs.welcomeIntents.keys()])]);
}

function sortIntents(names: readonly string[]): string[] {
  return [...names].sort((a, b) => INTENTS[a]!.bit - INTENTS[b]!.bit);
}
