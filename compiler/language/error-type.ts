import { types } from "../expression/types.ts";

/** A failure as `catch`, an `error_handler` and the like read it. */
export const ERROR_TYPE = types.map({
  message: types.string,
  code: types.string,
  action: types.optional(types.string),
});
