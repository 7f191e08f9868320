import { types } from "../expression/types.ts";

/** A failure as `catch`, an `error_handler` and the like read it. */
export const ERROR_TYPE = types.map({
  message: types.string,
  code: types.string,
  action: types.optional(types.string),
});

/** A failure that ended a handler, as what runs afterwards reads it. */
export const FAILURE_TYPE = types.map({
  message: types.string,
  name: types.string,
  code: types.string,
  action: types.optional(types.string),
  handler: types.string,
});
