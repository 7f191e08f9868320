import { ComponentType } from "discord-api-types/v10";
import { type Row, type RowItem, row } from "./components.ts";

/** Buttons that stand side by side. */
const BUTTONS_IN_ROW = 5;

/** Puts what is in no row yet into rows: buttons by fives, a menu alone. */
export function layOut(items: readonly (Row | RowItem)[]): Row[] {
  const rows: Row[] = [];
  let buttons: RowItem[] = [];
  const flush = () => {
    const made = row(...buttons);
    if (made !== undefined) rows.push(made);
    buttons = [];
  };
  for (const item of items) {
    if (item.type === ComponentType.Button) {
      if (buttons.push(item) === BUTTONS_IN_ROW) flush();
      continue;
    }
    flush();
    if (item.type === ComponentType.ActionRow) rows.push(item);
    else rows.push({ type: ComponentType.ActionRow, components: [item] });
  }
  flush();
  return rows;
}
