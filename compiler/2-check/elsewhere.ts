import { elsewhere, type Type } from "../expression/types.ts";
import type { ProgramIndex } from "./context.ts";

/** The type of what may have come from another process, where the bot may have several. */
export function fromElsewhere(type: Type, { isSpread }: Pick<ProgramIndex, "isSpread">): Type {
  return isSpread ? elsewhere(type) : type;
}
