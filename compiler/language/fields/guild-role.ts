import { color } from "./color.ts";
import { reason } from "./moderation.ts";
import { numberWithin } from "./numbers.ts";
import { permissionList } from "./permissions.ts";
import { boolean, text } from "./values.ts";

export const roleName = (required: boolean) =>
  text("Its name.", { required, limit: { what: "the role's name", maximum: 100 } });

/** What can be set of a role when it is made, and changed later. */
export const roleFields = {
  color: color("Its colour."),
  hoist: boolean("Whether its members are listed apart."),
  mentionable: boolean("Whether everyone can mention it."),
  permissions: permissionList("What its members may do."),
  position: numberWithin({ minimum: 0, whole: true })("Its place in the order of roles."),
  reason,
};
