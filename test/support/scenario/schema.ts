import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { STIMULI, type StimulusName, stimulusSchemas } from "./stimuli.ts";

/** Any JSON; what maps in it leave out is not compared. See `match.ts`. */
const pattern = z.json();

const logLine = z.union([
  z.string(),
  z.strictObject({
    level: z.enum(["debug", "info", "warn", "error", "fatal"]).optional(),
    message: z.string().optional(),
    data: pattern.optional(),
    /** What failed: `/greet`, or the dispatch of an event. */
    handler: z.string().nullable().optional(),
    /** The topmost place of the stack that is the user's own: `furlow.yaml:12:9`. */
    yaml: z.string().nullable().optional(),
  }),
]);

/** A request by its method and its route or path, with what its body must hold. */
const request = z.record(z.string().regex(/^[A-Z]+ \//, "write METHOD /path"), pattern);

const fault = z.strictObject({
  /** `METHOD /route`, as in `requests`. */
  request: z.string().regex(/^[A-Z]+ \//, "write METHOD /path"),
  status: z.int(),
  body: pattern.optional(),
  times: z.int().optional(),
  /** Milliseconds before the answer. */
  delay: z.int().optional(),
});

const step = z
  .strictObject({
    /** What it shows, for messages. */
    name: z.string().optional(),
    ...stimulusSchemas,
    /** An answer of Discord that takes the place of the real one. */
    fault: fault.optional(),
    /** What the user sees: a text, or parts of the message and `ephemeral`, `deferred`, `type`, `data`. */
    response: z.union([z.string(), z.record(z.string(), pattern)]).optional(),
    followups: z.array(z.union([z.string(), z.record(z.string(), pattern)])).default([]),
    /** All requests that are no answers to an interaction, in order. */
    requests: z.array(request).default([]),
    /** What the bot then shows beside its name: `status`, `activities`, and `updates` since it connected. */
    presence: z.record(z.string(), pattern).optional(),
    /** All lines that it adds to the log, in order. */
    log: z.array(logLine).default([]),
    /** Milliseconds that pass at least until all of this has happened. */
    takesAtLeast: z.number().optional(),
  })
  .refine((value) => stimuliOf(value).length === 1, {
    message: `a step has exactly one of ${Object.keys(STIMULI).join(", ")}`,
  });

const scenario = z.strictObject({
  /** Environment variables, for building and running. */
  environment: z.record(z.string(), z.string()).optional(),
  /** When the bot's clock starts, instead of now. */
  clock: z.iso.datetime().optional(),
  /** Milliseconds that long timers of the bot take for a minute. */
  minute: z.int().optional(),
  /** Guilds the bot is in, as seeds of the simulator. */
  guilds: z.array(z.looseObject({})).optional(),
  /** What building says: `FUR3402 furlow.yaml:3:5`. */
  diagnostics: z.array(z.string()).default([]),
  /** What the simulator finds faulty in the bot's requests. */
  problems: z.array(z.string()).default([]),
  steps: z.array(step).min(1),
  /** What the handlers that are under way still do once the bot is told to stop. */
  stopping: z
    .strictObject({ requests: z.array(request).default([]), log: z.array(logLine).default([]) })
    .default({ requests: [], log: [] }),
});

export type Scenario = z.infer<typeof scenario>;
export type Step = z.infer<typeof step>;
export type ExpectedLine = z.infer<typeof logLine>;
export type ExpectedRequest = z.infer<typeof request>;
export type ExpectedMessage = NonNullable<Step["response"]>;

/** Reads a scenario's file. Throws with every mistake in it. */
export function readScenario(path: string): Scenario {
  return parseScenario(readFileSync(path, "utf8"), path);
}

/** Reads a scenario; `path` is for messages. Throws with every mistake in it. */
export function parseScenario(text: string, path: string): Scenario {
  const result = scenario.safeParse(parse(text));
  if (result.success) return result.data;
  throw new Error(`${path}:\n${z.prettifyError(result.error)}`);
}

/** The stimuli of a step by name; a valid step has one. */
export function stimuliOf(value: Readonly<Partial<Record<string, unknown>>>): StimulusName[] {
  return (Object.keys(STIMULI) as StimulusName[]).filter((name) => value[name] !== undefined);
}
