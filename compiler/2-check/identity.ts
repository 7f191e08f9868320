import type { Checked } from "../language/field.ts";
import { imageSource } from "../language/fields/image.ts";
import { text } from "../language/fields/values.ts";
import type { Node } from "../source/node.ts";
import { checkFields } from "./fields.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";

/** Most characters that Discord takes (https://discord.com/developers/docs/resources/user). */
const MAXIMUM = { name: 32, about: 400 } as const;

export const identityFields = {
  name: text("What the bot's account is called.", { limit: { what: "the name", maximum: MAXIMUM.name } }),
  avatar: imageSource("Its picture."),
  banner: imageSource("The picture at the top of its profile."),
  about: text("The description in its profile.", {
    aliases: ["description"],
    limit: { what: "the description", maximum: MAXIMUM.about },
  }),
};

/** What the bot's account is called and looks like. */
export type CheckedIdentity = Checked<typeof identityFields>;

/** Namespaces that are there before the bot has connected. */
const NAMESPACES = ["env", "config"];

/** Checks the `identity` section. */
export function checkIdentity(
  section: Node | undefined,
  surroundings: Surroundings,
): CheckedIdentity | undefined {
  if (section?.kind !== "map") return undefined;
  const variables = new Map(
    [...namespaceVariables(surroundings.program)].filter(([name]) => NAMESPACES.includes(name)),
  );
  const names = { description: "the identity", variables, reserved: [] };
  return checkHandler(names, surroundings, (context) =>
    checkFields(identityFields, section, "identity", section.span, context),
  ).value;
}
