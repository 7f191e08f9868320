import type { CheckedIdentity } from "../2-check/identity.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { isFixed } from "./access.ts";
import type { ActionLowering } from "./actions.ts";
import { present } from "./context.ts";
import { ir } from "./ir.ts";
import type { Needs } from "./needs.ts";

/** What `startBot` is told of the bot's account. */
export function identityPart(identity: CheckedIdentity, lowering: ActionLowering, needs: Needs): BotPart {
  const { name, avatar, banner, about } = identity;
  for (const image of [avatar, banner]) {
    if (image?.asset !== undefined) needs.asset(image.asset);
    if (image?.read !== undefined) needs.readFiles.add(image.read);
  }
  const properties = present({
    name: name && lowering.text(name),
    avatar: avatar && lowering.text(avatar.value),
    banner: banner && lowering.text(banner.value),
    about: about && lowering.text(about),
  });
  const written = [name, avatar?.value, banner?.value, about].filter((each) => each !== undefined);
  const value = ir.object(properties);
  return { key: "identity", value: written.every(isFixed) ? value : ir.arrow([], value) };
}
