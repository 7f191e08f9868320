import { present } from "../../../3-lower/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { variableName } from "../../fields/names.ts";
import { checkStored, resolveTarget, scope } from "../../fields/scope.ts";
import { duration, text, value } from "../../fields/values.ts";

/** The fields that say for whom a value is kept, and the id of the context each stands in for. */
const OWNERS = { user: "userId", guild: "guildId", channel: "channelId" } as const;

export default defineAction({
  name: "set",
  category: "state",
  summary: "Stores a value in a variable: of the state, or (undeclared and without a scope) of the handler.",
  fields: {
    key: variableName("The variable.", { required: true, aliases: ["var"] }),
    value: value("What to store.", { acceptsNull: true }),
    scope: scope("Where; the declared scope when left out."),
    ttl: duration("After how long it expires."),
    user: text("Whose value it is, by id or mention; the user at hand when left out."),
    guild: text("Which guild's value it is, by id; the guild at hand when left out."),
    channel: text("Which channel's value it is, by id or mention; the channel at hand when left out."),
  },
  cost: 1,
  result: ({ value }) => value?.type ?? types.nothing,
  example: "- set:\n    key: page\n    value: 1",
  resolve({ fields, nameSpan }, context) {
    const { key, scope, value } = fields;
    if (value !== undefined) checkStored(key!, scope, value, context);
    const owners = Object.entries(OWNERS) as [keyof typeof OWNERS, string][];
    const given = owners.filter(([owner]) => fields[owner] !== undefined);
    const givenIds = given.map(([, id]) => id);
    const type = value?.type ?? types.nothing;
    const target = resolveTarget({ name: key!, scope, type, nameSpan, givenIds }, context);
    for (const [owner] of target?.kind === "local" ? given : []) {
      const reason = "a variable of the handler belongs to nobody";
      const hint = "give the variable a scope, such as `scope: member`";
      context.diagnostics.report("no-effect", fields[owner]!.span ?? nameSpan, { key: owner, reason, hint });
    }
    return target;
  },
  lower({ fields, resolved }, lower) {
    const code = fields.value === undefined ? ir.literal(null) : lower.value(fields.value);
    if (resolved!.kind === "local") return { inline: [lower.assign(resolved!.variable, code)] };
    const { user, guild, channel, ttl } = fields;
    const options = present({
      ttl: ttl && lower.duration(ttl),
      user: user && lower.text(user),
      guild: guild && lower.text(guild),
      channel: channel && lower.text(channel),
    });
    const args = [lower.ctx, lower.stateVariable(resolved!), code];
    if (options.length > 0) args.push(ir.object(options));
    return { value: ir.await(ir.call(ir.runtime("set"), args)) };
  },
});
