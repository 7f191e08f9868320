import type { CheckedPresence } from "../2-check/presence.ts";
import type { Shown } from "../language/presence-fields.ts";
import type { ActionLowering } from "./actions.ts";
import { containsAwait } from "./awaits.ts";
import { present } from "./context.ts";
import { type Expression, ir, irType, type ModuleSymbol, type SourceUnit, type Statement } from "./ir.ts";
import { place } from "./units.ts";

export const PRESENCE: ModuleSymbol = { module: "presence.ts", name: "presence" };

/** What the bot shows beside its name: `presence.ts`. */
export function presenceUnit(presence: CheckedPresence, lowering: ActionLowering): SourceUnit {
  const { onceReady, span } = presence;
  const entries = presence.entries.map(({ when, shown }) => ({
    when: when && lowering.condition(when),
    shown: lowerShown(shown, lowering),
    span: when?.span,
  }));
  const [only] = entries;
  const comment = `What the bot shows beside its name (${place(span)})`;
  if (entries.length === 1 && isConstant(only!.shown)) {
    const value = ir.call(ir.runtime("fixedPresence"), [only!.shown]);
    return { path: PRESENCE.module, statements: [ir.exported(PRESENCE.name, value, comment, span)] };
  }
  const body = entries.length === 1 ? only!.shown : entries.flatMap(branch);
  const awaits = entries.some(({ when, shown }) => (when && containsAwait(when)) || containsAwait(shown));
  const handler = ir.arrow([{ name: "ctx", type: irType.runtime("PresenceContext") }], body, awaits);
  const settings = onceReady ? [ir.object([{ key: "onceReady", value: ir.literal(true) }])] : [];
  const value = ir.call(ir.runtime("changingPresence"), [...settings, handler]);
  return { path: PRESENCE.module, statements: [ir.exported(PRESENCE.name, value, comment, span)] };
}

interface Branch {
  readonly when: Expression | undefined;
  readonly shown: Expression;
  readonly span: CheckedPresence["span"] | undefined;
}

function branch({ when, shown, span }: Branch): Statement[] {
  return [when === undefined ? ir.return(shown) : ir.when(when, [ir.return(shown)], [], span)];
}

function lowerShown({ status, activity }: Shown, lowering: ActionLowering): Expression {
  return ir.object(
    present({
      status: ir.literal(status ?? "online"),
      activity:
        activity &&
        ir.object(
          present({
            type: ir.literal(activity.type ?? "playing"),
            text: activity.text && lowering.text(activity.text),
            state: activity.state && lowering.text(activity.state),
            url: activity.url && lowering.text(activity.url),
          }),
        ),
    }),
  );
}

/** Whether an expression has no part that depends on anything. */
function isConstant(expression: Expression): boolean {
  if (expression.kind === "literal") return true;
  return expression.kind === "object" && expression.properties.every(({ value }) => isConstant(value));
}
