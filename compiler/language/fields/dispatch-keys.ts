import { INHERITED_KEYS } from "../../2-check/commands/settings.ts";

/** Keys of entries under `components` that say what happens when they are used, not what is shown. */
export const DISPATCH_KEYS = ["type", "actions", "description", ...INHERITED_KEYS];
