import type { APIMessageComponentEmoji } from "discord-api-types/v10";

/** `name:id`, also with `a:` before it and between `<` and `>`. */
const CUSTOM = /^<?(?:(a):|:)?(\w{1,32}):(\d{15,21})>?$/;
const ID = /^\d{15,21}$/;

/** An emoji as components take it: from a character, `name:id`, `<:name:id>` or an id; nothing for an empty text. */
export function componentEmoji(text: string): APIMessageComponentEmoji | undefined {
  const custom = CUSTOM.exec(text);
  if (custom !== null) {
    const [, animated, name, id] = custom;
    return { id: id!, name: name!, ...(animated !== undefined && { animated: true }) };
  }
  if (ID.test(text)) return { id: text };
  return text === "" ? undefined : { name: text };
}

/** An emoji as paths of reactions take it: a character or `name:id`, not yet percent-encoded. */
export function reactionEmoji(text: string): string {
  const custom = CUSTOM.exec(text);
  if (custom !== null) return `${custom[2]}:${custom[3]}`;
  // Discord goes by the id; the name may be anything.
  return ID.test(text) ? `emoji:${text}` : text;
}
