import type { CheckContext } from "../2-check/context.ts";
import type { PartDeclaration, PartKind } from "../2-check/parts.ts";
import type { LowerContext } from "../3-lower/context.ts";
import type { Expression } from "../3-lower/ir.ts";
import type { MapNode } from "../source/node.ts";
import { checkNamedComponent } from "./fields/components.ts";
import { checkWrittenEmbed } from "./fields/embed.ts";
import { lowerWrittenEmbed } from "./fields/embed-parts.ts";
import { checkNamedModal } from "./fields/modal.ts";

type Lowered = ((lower: LowerContext) => Expression) | undefined;

/** How the parts that messages use by name are checked and lowered, and where their functions go. */
export const PARTS: Readonly<Record<PartKind, PartKindDefinition>> = {
  embed: {
    module: "embeds.ts",
    check(node, _declaration, context) {
      const fields = checkWrittenEmbed(node, context);
      return fields && ((lower) => lowerWrittenEmbed(fields, lower));
    },
  },
  component: { module: "components.ts", check: checkNamedComponent },
  modal: { module: "modals.ts", check: checkNamedModal },
};

interface PartKindDefinition {
  /** The generated file. */
  readonly module: string;
  check(node: MapNode, declaration: PartDeclaration, context: CheckContext): Lowered;
}
