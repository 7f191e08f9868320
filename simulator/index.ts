export { SimulatorClient } from "./control/client.ts";
export type * from "./control/control.ts";
export { SimulatorError, type SimulatorErrorCode } from "./errors.ts";
export type { RateLimit, RateLimitMode, SimulatorOptions } from "./options.ts";
export type { InjectedFault } from "./rest/faults.ts";
export type { LoggedRequest, Problem, RequestFilter } from "./rest/request-log.ts";
export * from "./seeds.ts";
export { type Simulator, startSimulator } from "./simulator.ts";
export type { Command, Fields, Member, Message, User } from "./world/model.ts";
