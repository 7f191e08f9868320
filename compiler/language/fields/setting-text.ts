import { checkSettingTexts } from "../../1-load/config/setting-texts.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import { isText, type ScalarNode } from "../../source/node.ts";
import { fieldKind } from "../field.ts";
import { mapOf } from "./structures.ts";

/** Text that is read when the bot starts: it can name variables of the environment, secrets among them. */
export const settingText = fieldKind<ScalarNode>("setting", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "text, such as ${env.NAME}", context);
  checkSettingTexts(node, context.diagnostics);
  return node;
});

/** Settings under names, such as headers. */
export const settingMap = mapOf("setting", settingText("").check);
