import { TRIGGERS } from "../language/automod-triggers.ts";
import type { Roots } from "../language/event.ts";
import { fieldKind } from "../language/field.ts";
import { listOrTemplate } from "../language/fields/list-or-template.ts";
import { numberWithin } from "../language/fields/numbers.ts";
import { permissionList } from "../language/fields/permissions.ts";
import { structure } from "../language/fields/shapes.ts";
import { channelTarget, roleTarget, userTarget } from "../language/fields/targets.ts";
import { boolean, condition, duration, text } from "../language/fields/values.ts";
import { word } from "../language/fields/words.ts";
import { isText, type MapNode, type Node, valueAt } from "../source/node.ts";
import { checkActions } from "./actions.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import { rootVariables } from "./scope.ts";
import { wrongKind } from "./values/expressions.ts";

const triggerType = word(Object.keys(TRIGGERS))("What is looked for.", { required: true });

/** A trigger: what it takes depends on its type. */
const trigger = fieldKind<true>("trigger", { type: "object" }, (node, context) => {
  if (node.kind !== "map") return wrongKind(node, "a trigger: a map with `type`", context);
  const type = valueAt(node, "type");
  const known = type !== undefined && isText(type) && Object.hasOwn(TRIGGERS, type.value);
  const own = known ? TRIGGERS[type.value] : undefined;
  if (own !== undefined) checkFields({ type: triggerType, ...own }, node, "trigger", node.span, context);
  else if (type === undefined)
    context.diagnostics.report("missing-field", node.span, { field: "type", owner: "trigger" });
  else triggerType.check(type, context);
  return true;
});

const exempt = structure("exempt", {
  roles: listOrTemplate("role", roleTarget("").check)("Members with these roles."),
  users: listOrTemplate("user", userTarget("").check)("These users."),
  channels: listOrTemplate("channel", channelTarget("").check)("In these channels."),
  permissions: permissionList("Members with these permissions."),
});
const actions = fieldKind<true>("actions", { type: "array" }, (node, context) => {
  checkActions(node, context);
  return true;
});

const ruleFields = {
  name: text("Its name.", { required: true }),
  enabled: boolean("Whether it is in force."),
  trigger: listOrTemplate("trigger", trigger("").check)("What it looks for; any of several is enough.", {
    required: true,
  }),
  exempt: exempt("Who and what it does not concern."),
  when: condition("Whether it concerns a message."),
  actions: actions("What happens.", { required: true }),
  log_channel: channelTarget("Where it is noted."),
  escalation: structure("escalation", {
    threshold: numberWithin({ minimum: 1, whole: true })("After how many times.", { required: true }),
    window: duration("In which time.", { required: true }),
    actions: actions("What happens then instead.", { required: true }),
  })("What happens to who goes on."),
};
const sectionFields = {
  enabled: boolean("Whether messages are watched."),
  log_channel: channelTarget("Where it is noted."),
  dm_on_action: boolean("Whether the author is told."),
};

/** The rules as they are written. */
export function automodRules(document: MapNode): readonly Node[] {
  const section = valueAt(document, "automod");
  const rules = section?.kind === "map" ? valueAt(section, "rules") : undefined;
  return rules?.kind === "list" ? rules.items : [];
}

/** Checks the `automod` section; `roots` is what rules can read. */
export function checkAutomod(document: MapNode, roots: Roots, surroundings: Surroundings): void {
  const section = valueAt(document, "automod");
  if (section?.kind !== "map") return;
  const variables = new Map([...namespaceVariables(surroundings.program), ...rootVariables(roots)]);
  const within = (description: string, check: (context: CheckContext) => void) =>
    checkHandler({ description, variables, reserved: ["ctx"] }, surroundings, check);
  within("the section automod", (context) =>
    checkFields(sectionFields, section, "automod", section.span, context, ["rules"]),
  );
  for (const rule of automodRules(document)) {
    within("a rule of automod", (context) => {
      if (rule.kind === "map") checkFields(ruleFields, rule, "rule", rule.span, context);
      else wrongKind(rule, "a rule: a map with `name`, `trigger` and `actions`", context);
    });
  }
}
