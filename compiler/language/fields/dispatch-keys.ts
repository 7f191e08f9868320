/** Keys of entries under `components` that say what happens when they are used, not what is shown. */
export const DISPATCH_KEYS = ["type", "actions", "when", "defer", "ephemeral", "description", "timeout"];
