import { join } from "node:path";
import type { LoadedProject } from "../1-load/index.ts";
import { shardingConfig } from "../3-lower/sharding.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { parseTemplate } from "../expression/parse/template.ts";
import type { HandlerKind } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { checkMigrations } from "../migrations/check-migrations.ts";
import { MIGRATIONS, SNAPSHOT } from "../migrations/folder.ts";
import { isText, type MapNode, type Node, toPlain, valueAt } from "../source/node.ts";
import { StaticFiles } from "./assets.ts";
import { checkCache } from "./cache/settings.ts";
import { findCallers } from "./callers.ts";
import { checkPermissions } from "./commands/permissions.ts";
import { withInlineComponents } from "./components/inline-components.ts";
import { declaredNames } from "./declared.ts";
import { checkDeploy } from "./deploy/index.ts";
import { Emissions, type EmittedHandler, emittedHandlers } from "./emitted-events.ts";
import { checkErrors, errorEntrances } from "./error-handlers.ts";
import { type CheckedFlows, checkFlows } from "./flow-bodies.ts";
import { declareFlows } from "./flows.ts";
import { checkHealth } from "./health.ts";
import { checkIdentity } from "./identity.ts";
import { checkIntents } from "./intents.ts";
import { checkLogOutputs } from "./logging.ts";
import { OwnMetrics } from "./metrics/own-metrics.ts";
import { checkPrometheus } from "./metrics/prometheus.ts";
import { declareParts, findPartUsers } from "./part-declarations.ts";
import { namedParts } from "./parts.ts";
import { checkPresence } from "./presence.ts";
import type { CheckedProgram } from "./program.ts";
import { checkScheduler } from "./scheduler.ts";
import { secretVariables } from "./secrets.ts";
import { checkSections } from "./sections.ts";
import { checkState, findMentioned } from "./state.ts";
import { declaredTables } from "./table-storage.ts";
import { checkTheme } from "./theme.ts";

/** Documents → a checked program: structure, names, types. What is wrong is reported, the rest goes on. */
export function check(project: LoadedProject, language: Language, diagnostics: Diagnostics): CheckedProgram {
  const document = withInlineComponents(project.document);
  const state = checkState(valueAt(document, "state"), diagnostics);
  findMentioned(document, state);
  const declarations = declareFlows(valueAt(document, "flows"), diagnostics);
  const entrances = language.handlers.flatMap((kind) => kind.entrances(document, language));
  const starts = [...entrances, ...errorEntrances(document, entrances)];
  const callable = {
    flow: new Map([...declarations].map(([name, { node }]) => [name, [node]])),
    event: nodesByName(emittedHandlers(document, language)),
  };
  const callers = findCallers(starts, callable, language);
  const reached = { callers: callers.flow, isLibrary: starts.length === 0 };
  const partDeclarations = declareParts(document, diagnostics);
  const parts = namedParts(partDeclarations, {
    language,
    diagnostics,
    users: findPartUsers(partDeclarations, starts, callable, callers, language),
    program: () => flows.program,
  });
  const theme = checkTheme(document, diagnostics);
  const files = StaticFiles.of(project);
  const declared = { ...declaredNames(document), tables: declaredTables(project, diagnostics) };
  const secrets = secretVariables(project, language);
  const flows: CheckedFlows = checkFlows(declarations, reached, language, diagnostics, state, {
    config: configOf(document),
    files,
    isSpread: shardingConfig(project.config) !== undefined,
    declared,
    parts,
    theme,
    secrets,
    emissions: new Emissions(callers.event, language),
    metrics: new OwnMetrics(document),
  });
  const inDocument = { language, diagnostics, program: flows.program };
  const permissions = checkPermissions(valueAt(document, "permissions"), inDocument);
  const surroundings = { ...inDocument, permissions };
  checkSections(document, surroundings);
  const checkKind = (kind: HandlerKind) => ({ kind, items: kind.check(document, surroundings) });
  const first = language.handlers.filter((kind) => !kind.checkedLast).map(checkKind);
  const errors = checkErrors(document, entrances, surroundings);
  const checkedFlows = flows.checked();
  const last = language.handlers.filter((kind) => kind.checkedLast).map(checkKind);
  const tables = [...declared.tables.values()];
  const intents = checkIntents(valueAt(document, "intents"), diagnostics);
  const name = nameOf(document);
  checkHealth(project.config, tables.length > 0, diagnostics);
  const labels = checkPrometheus(project.config, inDocument);
  checkScheduler(valueAt(document, "scheduler"), surroundings);
  return {
    name,
    presence: checkPresence(valueAt(document, "presence"), surroundings),
    identity: checkIdentity(valueAt(document, "identity"), surroundings),
    errors,
    handlers: [...first, ...last],
    flows: checkedFlows,
    parts: parts.all(),
    theme,
    permissions,
    variables: state.all(),
    tables,
    snapshot: join(project.root, MIGRATIONS, SNAPSHOT),
    migrations: checkMigrations(project.root, tables, diagnostics),
    metrics: { own: flows.program.metrics.all(), labels },
    looksUpVariables: state.isTable,
    intents,
    files,
    cache: checkCache(project.config, declarations, diagnostics),
    logOutputs: checkLogOutputs(project.config, diagnostics),
    secrets,
    deploy: checkDeploy(project.config, name, diagnostics),
  };
}

function nodesByName(handlers: readonly EmittedHandler[]): Map<string, readonly Node[]> {
  const nodes = new Map<string, readonly Node[]>();
  for (const { name, node } of handlers) nodes.set(name.value, [...(nodes.get(name.value) ?? []), node]);
  return nodes;
}

function nameOf(document: MapNode): string | undefined {
  const identity = valueAt(document, "identity");
  const name =
    valueAt(document, "name") ?? (identity?.kind === "map" ? valueAt(identity, "name") : undefined);
  if (name === undefined || !isText(name)) return undefined;
  const parts = parseTemplate(name.value);
  // What the environment gives is not known yet.
  return parts.every((part) => part.kind === "text") ? parts.map((part) => part.text).join("") : undefined;
}

function configOf(document: MapNode): Readonly<Record<string, unknown>> {
  const config = valueAt(document, "config");
  return config?.kind === "map" ? (toPlain(config) as Record<string, unknown>) : {};
}
