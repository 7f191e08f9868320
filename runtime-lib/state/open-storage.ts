import type { Logger } from "../log/logger.ts";
import type { StateStore } from "./store.ts";

/** Opens the store that a bot's settings name. Throws E4004. */
export type OpenStorage = (context: { readonly log: Logger }) => Promise<StateStore>;
