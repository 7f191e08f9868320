import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { typedLiteral } from "../../expression/typed.ts";
import { parseDuration } from "../../source/duration.ts";
import { isText } from "../../source/node.ts";
import { fieldKind } from "../field.ts";
import { numberWithin } from "./numbers.ts";
import { guildTarget } from "./targets.ts";
import { word } from "./words.ts";

/** Voice actions work in the handler's guild, unless they name another. */
export const guild = guildTarget("The guild; the handler's when left out.", { aliases: ["guild_id"] });

/** How loud, in percent. */
export const volume = numberWithin({ minimum: 0, maximum: 200 });

/** A change of the sound. */
export const filter = word(
  [
    "bassboost",
    "nightcore",
    "vaporwave",
    "8d",
    "treble",
    "normalizer",
    "karaoke",
    "tremolo",
    "vibrato",
    "reverse",
    "none",
  ],
  { bass_boost: "bassboost", bass: "bassboost", normalize: "normalizer", surrounding: "8d" },
);

/** A place in a track: `90`, `1m30s`, `1:30`, `50%`, or a template. */
export const trackPosition = fieldKind<Typed>(
  "position in a track",
  { type: ["string", "number"] },
  (node, context) => {
    if (node.kind === "scalar" && typeof node.value === "number") return typedLiteral(node.value, node.span);
    if (!isText(node)) return wrongKind(node, "a position such as 1m30s, 1:30 or 50%", context);
    if (isTemplate(node.value)) return checkTemplate(node, context);
    const isClock = /^(\d+:)?\d{1,2}:\d{2}$/.test(node.value) || /^\d{1,3}%$/.test(node.value);
    if (isClock || parseDuration(node.value) !== undefined) return typedLiteral(node.value, node.span);
    context.diagnostics.report("invalid-duration", node.span, { text: node.value });
    return undefined;
  },
);
