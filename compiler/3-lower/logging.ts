import { environmentNames } from "../1-load/config/setting-texts.ts";
import type { ResolvedConfig } from "../1-load/index.ts";
import type { CheckedOutput } from "../2-check/logging.ts";
import { configDefinitions } from "../language/config/registry.generated.ts";
import { TOKEN_VARIABLE } from "../language/config-key.ts";
import type { BotPart } from "../language/handler-kind.ts";
import type { Node } from "../source/node.ts";
import { lowerStartValue, type StartValue } from "./bot.ts";
import { lowerConstant } from "./expressions.ts";
import { type Expression, ir, type Property } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { nodeValue } from "./setting-tree.ts";
import { startValue } from "./settings.ts";

/** What is written of how the log is written; the runtime has the defaults. */
export interface LoggingConfig {
  readonly level: StartValue | undefined;
  readonly format: StartValue | undefined;
}

export function loggingConfig(config: ResolvedConfig): LoggingConfig {
  const written = (path: "logging.level" | "logging.format") =>
    config.written.includes(path) ? startValue(config.get(path).value) : undefined;
  return { level: written("logging.level"), format: written("logging.format") };
}

/** What `startBot` is told: `logging: { level: "info", outputs: [consoleOutput(), fileOutput({ path: … })] }`. */
export function loggingPart(
  { level, format }: LoggingConfig,
  outputs: readonly CheckedOutput[] | undefined,
  secrets: ReadonlySet<string>,
  needs: Needs,
): readonly BotPart[] {
  const properties: Property[] = [];
  if (level !== undefined) properties.push({ key: "level", value: lowerStartValue(level) });
  if (format !== undefined) properties.push({ key: "format", value: lowerStartValue(format) });
  if (outputs !== undefined)
    properties.push({ key: "outputs", value: ir.array(outputs.map((each) => lowerOutput(each, needs))) });
  const known = knownSecrets();
  const others = [...secrets].filter((name) => !known.has(name)).sort();
  if (others.length > 0) properties.push({ key: "secrets", value: lowerConstant(others) });
  return properties.length === 0 ? [] : [{ key: "logging", value: ir.object(properties) }];
}

/** Variables that the runtime knows to hold credentials, whatever the bot. */
export function knownSecrets(): ReadonlySet<string> {
  const secret = configDefinitions
    .flat()
    .flatMap((each) => ("secret" in each && "environment" in each ? each.environment : []));
  return new Set([TOKEN_VARIABLE, ...secret]);
}

function lowerOutput(output: CheckedOutput, needs: Needs): Expression {
  switch (output.type) {
    case "console":
      return ir.call(ir.runtime("consoleOutput"), []);
    case "file": {
      const { path, rotate, size, keep } = output;
      return call("fileOutput", [
        text("path", path, needs),
        constant("rotate", rotate),
        constant("size", size),
        constant("keep", keep),
      ]);
    }
    case "loki": {
      const { url, labels, batch, buffer } = output;
      needs.variable("LOKI_URL", false, "`logging.outputs`", url?.span);
      const gathered = batch === undefined ? undefined : { key: "batch", value: ir.milliseconds(batch) };
      return call("lokiOutput", [
        text("url", url, needs),
        text("labels", labels, needs),
        gathered,
        constant("buffer", buffer),
      ]);
    }
  }
}

function call(name: string, settings: readonly (Property | undefined)[]): Expression {
  const given = settings.filter((each) => each !== undefined);
  return ir.call(ir.runtime(name), given.length === 0 ? [] : [ir.object(given)]);
}

function constant(key: string, value: string | number | undefined): Property | undefined {
  return value === undefined ? undefined : { key, value: lowerConstant(value) };
}

/** What is read when the bot starts; the variables that it reads are variables of the bot. */
function text(key: string, node: Node | undefined, needs: Needs): Property | undefined {
  if (node === undefined) return undefined;
  for (const name of environmentNames(node)) needs.variable(name, false, "`logging.outputs`", node.span);
  return { key, value: nodeValue(node) };
}
