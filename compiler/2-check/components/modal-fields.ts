import { isTemplate } from "../../expression/parse/template.ts";
import { type Type, types } from "../../expression/types.ts";
import { ID_KEYS } from "../../language/component-kinds.ts";
import { anyFields } from "../../language/context-roots.ts";
import { entryOf, type MapNode, type Node, valueAt } from "../../source/node.ts";
import { INPUT_KEYS } from "./component-nodes.ts";

/** An input of a modal, as what it is filled with is read. */
export interface ModalField {
  readonly id: string;
  /** Whether a condition may leave it out. */
  readonly optional: boolean;
}

/** The inputs of a modal; undefined where they are not all written out. */
export function modalFields(modal: MapNode): readonly ModalField[] | undefined {
  const inputs = INPUT_KEYS.map((key) => valueAt(modal, key)).find((node) => node !== undefined);
  if (inputs?.kind !== "list") return undefined;
  const fields = inputs.items.flatMap(inputsOf).map(fieldOf);
  return fields.every((field) => field !== undefined) ? fields : undefined;
}

function inputsOf(node: Node): readonly Node[] {
  const inner = node.kind === "map" ? valueAt(node, "components") : undefined;
  return inner?.kind === "list" ? inner.items : [node];
}

function fieldOf(node: Node): ModalField | undefined {
  if (node.kind !== "map") return undefined;
  const id = [...ID_KEYS, "name"].map((key) => valueAt(node, key)).find((each) => each !== undefined);
  if (id?.kind !== "scalar" || id.value === null || isTemplate(String(id.value))) return undefined;
  return { id: String(id.value), optional: entryOf(node, "when") !== undefined };
}

/** The type of what a modal with these inputs is filled with. */
export function filledType(fields: readonly ModalField[] | undefined): Type {
  if (fields === undefined) return anyFields;
  return types.map(
    Object.fromEntries(
      fields.map(({ id, optional }) => [id, optional ? types.optional(types.string) : types.string]),
    ),
  );
}
