/** Why a call to the control interface, or the start of a simulator, failed. */
export type SimulatorErrorCode =
  | "timeout"
  | "unknown_guild"
  | "unknown_channel"
  | "unknown_user"
  | "unknown_member"
  | "unknown_message"
  | "unknown_interaction"
  | "unknown_component"
  | "unknown_option"
  | "unknown_method"
  | "no_session"
  | "bad_request"
  | "openapi_unreadable";

/** An error of the simulator itself, as opposed to one that the simulated Discord answers a bot with. */
export class SimulatorError extends Error {
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string) {
    super(message);
    this.name = "SimulatorError";
    this.code = code;
  }
}
