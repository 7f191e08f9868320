import { stringify } from "yaml";
import type { LogLine } from "../support/running-bot.ts";
import { Stage } from "../support/stage.ts";

/** An expression with what it should give. */
export interface Example {
  /** What it is an example of: `function round`. */
  readonly of: string;
  readonly expression: string;
  readonly result: unknown;
}

/**
 * Compiles one bot that evaluates every example when it starts, runs it, and gives what each came to, as
 * JSON has it. Examples of one thing share a handler: a failure loses those after it only.
 */
export async function evaluateExamples(examples: readonly Example[]): Promise<ReadonlyMap<Example, unknown>> {
  const stage = await Stage.open({ source: { "furlow.yaml": documentOf(examples) } });
  try {
    await stage.bot.until(() => examplesIn(stage.bot.log).has("the end"));
    const code = await stage.stopBot();
    const problems = stage.bot.log.filter(({ level }) => level === "error" || level === "warn");
    if (code !== 0 || problems.length > 0) throw new Error(stage.bot.transcript());
    const lines = examplesIn(stage.bot.log);
    return new Map(examples.map((example, i) => [example, resultIn(lines.get(`example ${i}`))]));
  } finally {
    await stage.close();
  }
}

function documentOf(examples: readonly Example[]): string {
  const flows: Record<string, { actions: object[] }> = {};
  for (const [i, { of, expression }] of examples.entries()) {
    const name = of.replaceAll(" ", "_");
    const flow = flows[name] ?? { actions: [] };
    flows[name] = flow;
    // A list around the value keeps a text a value, and nothing something: `null` in JSON.
    flow.actions.push({ log: { message: `example ${i}`, data: [`\${${expression}}`] } });
  }
  const ready = [...Object.keys(flows).map((flow) => ({ call_flow: flow })), { log: "the end" }];
  return stringify({ version: "0.1", name: "Examples", events: { ready }, flows });
}

function examplesIn(log: readonly LogLine[]): ReadonlyMap<string, LogLine> {
  return new Map(log.map((line) => [line.msg, line]));
}

function resultIn(line: LogLine | undefined): unknown {
  if (line === undefined) return "the example did not run";
  return (line.data as readonly unknown[])[0];
}
