// Begins a new action: its definition, its runtime function and its fixture, each ready to build and run.
// npm run new:action -- <category> <name>
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const USAGE = "npm run new:action -- <category> <name>      such as: message pin_message";

/** Names that a function cannot have. */
const RESERVED = new Set(
  `break case catch class const continue default delete do else enum export extends false finally for function
  if import in new null return super switch this throw true try typeof var void while with yield`.split(
    /\s+/,
  ),
);

/** @param {string} name `pin_message` → `pinMessage` */
function camelCase(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** The categories, as the type of an action's definition has them. */
function categoriesOf(root) {
  const source = readFileSync(join(root, "compiler/language/action.ts"), "utf8");
  const [, words] = /type ActionCategory =([^;]+);/.exec(source);
  return [...words.matchAll(/"(\w+)"/g)].map(([, word]) => word);
}

/** Every function that the runtime exports. */
function runtimeFunctions(root) {
  const files = readdirSync(join(root, "runtime-lib"), { recursive: true }).filter((path) =>
    path.endsWith(".ts"),
  );
  const text = files.map((path) => readFileSync(join(root, "runtime-lib", path), "utf8")).join("\n");
  return new Set([...text.matchAll(/export (?:async )?function (\w+)/g)].map(([, name]) => name));
}

/** The name of the runtime function: the action's, unless it is taken or no name for a function. */
function runtimeName(root, name) {
  const plain = camelCase(name);
  return RESERVED.has(plain) || runtimeFunctions(root).has(plain) ? `${plain}Action` : plain;
}

function definition(category, name, runtime) {
  return `import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "${name}",
  category: "${category}",
  summary: "TODO: what it does, in one sentence.",
  fields: { text: text("TODO: what this is.", { required: true }) },
  mainField: "text",
  cost: 1,
  example: "- ${name}: Hello",
  lower({ fields }, lower) {
    const call = ir.call(ir.runtime("${runtime}"), [lower.ctx, lower.text(fields.text!)]);
    return { statements: [ir.statement(ir.await(call))] };
  },
});
`;
}

function runtimeFunction(name, runtime) {
  return `import type { Context } from "../../contexts/context.ts";
import { attempt } from "../attempt.ts";

/** TODO: what it does. Throws ActionError. */
export async function ${runtime}(ctx: Context, text: string): Promise<void> {
  await attempt(ctx, "${name}", 1, async () => {
    ctx.bot.log.info(text);
  });
}
`;
}

function bot(name) {
  return `version: "0.1"
name: ${name}

commands:
  - name: bare
    description: A bare value is the text
    actions:
      - ${name}: "Hello, \${user.username}"
      - reply: Done

  - name: explicit
    description: The name under \`action\`
    actions:
      - action: ${name}
        text: Hello
        when: user.bot
      - reply: Done
`;
}

const SCENARIO = `steps:
  - slash: bare
    log: ["Hello, tester"]
    response: Done

  - name: it is skipped when its condition is false
    slash: explicit
    response: Done
`;

/** The files of a new action, by their path in the repository. */
function filesOf(root, category, name) {
  const runtime = runtimeName(root, name);
  return {
    [`compiler/language/actions/${category}/${name}.ts`]: definition(category, name, runtime),
    [`runtime-lib/actions/${category}/${name}.ts`]: runtimeFunction(name, runtime),
    [`fixtures/actions/${name}/furlow.yaml`]: bot(name),
    [`fixtures/actions/${name}/scenario.yaml`]: SCENARIO,
  };
}

/** Why no such action can be begun; undefined when it can. */
function objection(root, category, name) {
  if (category === undefined || name === undefined) return USAGE;
  const categories = categoriesOf(root);
  if (!categories.includes(category))
    return `there is no category ${category}: use one of ${categories.join(", ")}`;
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
    return `${name} is no name for an action: use words_like_these`;
  const taken = [
    ...categories.map((each) => `compiler/language/actions/${each}/${name}.ts`),
    ...Object.keys(filesOf(root, category, name)),
  ].find((path) => existsSync(join(root, path)));
  return taken === undefined ? undefined : `${taken} is there already; nothing was written`;
}

/** @param {string} root */
function nextSteps(root, name, paths) {
  const planned = readFileSync(join(root, "compiler/language/planned.ts"), "utf8");
  const isPlanned = new RegExp(`\\b${name}\\b`).test(planned);
  return [
    "Wrote",
    ...paths.map((path) => `  ${path}`),
    "Next",
    "  1. fill in the definition: fields, cost, permissions, result, example, lowering",
    "  2. fill in the runtime function",
    "  3. describe what it does in the fixture; the format is in CONTRIBUTING.md",
    ...(isPlanned ? [`  4. take ${name} out of compiler/language/planned.ts`] : []),
    `  npm run build && npx vitest run test/actions -t "${name}"`,
    "",
  ].join("\n");
}

function main() {
  const { values, positionals } = parseArgs({
    options: { root: { type: "string" } },
    allowPositionals: true,
  });
  const root = values.root ?? join(dirname(fileURLToPath(import.meta.url)), "..");
  const [category, name] = positionals;
  const reason = objection(root, category, name);
  if (reason !== undefined) {
    process.stderr.write(`${reason}\n`);
    return 1;
  }
  const files = filesOf(root, category, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  }
  const generated = spawnSync(process.execPath, [join(root, "scripts/generate.mjs")], { stdio: "inherit" });
  process.stdout.write(nextSteps(root, name, Object.keys(files)));
  return generated.status ?? 1;
}

process.exitCode = main();
