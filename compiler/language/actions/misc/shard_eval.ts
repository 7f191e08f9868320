import { fromElsewhere } from "../../../2-check/elsewhere.ts";
import { notJson } from "../../../2-check/json.ts";
import { namespaceVariables } from "../../../2-check/namespaces.ts";
import { rootVariables, Scope } from "../../../2-check/scope.ts";
import { checkExpressionText, checkTemplate, wrongKind } from "../../../2-check/values/expressions.ts";
import { present } from "../../../3-lower/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { isTemplate } from "../../../expression/parse/template.ts";
import type { Typed } from "../../../expression/typed.ts";
import { types } from "../../../expression/types.ts";
import { isText } from "../../../source/node.ts";
import type { Span } from "../../../source/source-file.ts";
import { defineAction } from "../../action.ts";
import { baseRoots } from "../../context-roots.ts";
import { fieldKind } from "../../field.ts";
import { duration, value } from "../../fields/values.ts";

interface CheckedScript {
  readonly value: Typed;
  readonly written: string;
  readonly span: Span;
}

/**
 * An expression that is evaluated elsewhere: it reads what every shard has (`client`, `shard`, `state.global`, `env`,
 * `config`), and nothing of the handler that asks.
 */
const script = fieldKind<CheckedScript>("expression for a shard", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "an expression", context);
  const variables = new Map([...namespaceVariables(context.program), ...rootVariables(baseRoots)]);
  const scope = Scope.ofHandler("a script for shards", variables, []);
  const inside = { ...context, scope, present: new Set<string>() };
  const typed = isTemplate(node.value) ? checkTemplate(node, inside) : checkExpressionText(node, inside);
  return { value: typed, written: node.value, span: node.span };
});

export default defineAction({
  name: "shard_eval",
  category: "misc",
  summary:
    "Evaluates an expression once for each shard, in whichever process it runs, and gives the results in the shards' order.",
  fields: {
    script: script(
      "The expression: of `client`, `guilds`, `shard`, `now`, `state.global`, `env` and `config`.",
      {
        required: true,
      },
    ),
    target: value("The number of the shard to ask, or a list of them; `all` when left out."),
    timeout: duration("After how long shards that have not answered make it fail; 5 seconds when left out."),
  },
  mainField: "script",
  cost: 1,
  result: ({ script }, { program }) => types.list(fromElsewhere(script!.value.type, program)),
  example: '- shard_eval:\n    script: client.uptime\n    as: uptimes\n- log: "${uptimes}"',
  check({ fields }, { language, diagnostics }) {
    const { value: checked, span } = fields.script!;
    const what = notJson(checked.type, language);
    if (what !== undefined) diagnostics.report("no-json-for-processes", span, { what });
  },
  lower({ fields: { script, target, timeout } }, lower) {
    const options = present({
      target: target && lower.value(target),
      timeout: timeout && lower.duration(timeout),
    });
    const { written, value, span } = script!;
    const evaluated = lower.shardScript({ written, value: lower.value(value), span });
    const args = [lower.ctx, evaluated, ...(options.length === 0 ? [] : [ir.object(options)])];
    return { value: ir.await(ir.call(ir.runtime("shardEval"), args)) };
  },
});
