import type { CheckedJob } from "../2-check/jobs.ts";
import type { ActionLowering } from "./actions.ts";
import { containsAwait } from "./awaits.ts";
import { present } from "./context.ts";
import { type Expression, ir, type ModuleSymbol, type SourceUnit } from "./ir.ts";
import { contextType } from "./types.ts";
import { place } from "./units.ts";

/** A job of the scheduler: `jobs/nightly.ts`. */
export function jobUnit(job: CheckedJob, symbol: ModuleSymbol, lowering: ActionLowering): SourceUnit {
  const { name, context, settings, when, body, span } = job;
  const parameter = { name: "ctx", type: contextType(context) };
  const condition = when && lowering.condition(when);
  const options = present({
    cron: schedule(job),
    when: condition && ir.arrow([parameter], condition, containsAwait(condition)),
    timeout: settings.timeout && ir.milliseconds(settings.timeout.value),
  });
  const handler = ir.arrow([parameter], lowering.actions(body), true);
  const call = ir.call(ir.runtime("job"), [ir.literal(name), ir.object(options), handler]);
  const comment = `The job \`${name}\` (${place(span)})`;
  return { path: symbol.module, statements: [ir.exported(symbol.name, call, comment, span)] };
}

function schedule({ settings: { cron, window }, timezone }: CheckedJob): Expression {
  const zone = timezone === undefined ? [] : [ir.literal(timezone)];
  const pattern = ir.literal(cron!.value);
  return window === undefined
    ? ir.call(ir.runtime("cron"), [pattern, ...zone])
    : ir.call(ir.runtime("cronWithin"), [pattern, ir.literal(window), ...zone]);
}
