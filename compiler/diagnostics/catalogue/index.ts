import { checkDiagnostics } from "./check.ts";
import { emitDiagnostics } from "./emit.ts";
import { expressionDiagnostics } from "./expression.ts";
import { flowDiagnostics } from "./flow.ts";
import { loadDiagnostics } from "./load.ts";

/** Every diagnostic there is, by its short name. Codes are never reused. */
export const catalogue = {
  ...loadDiagnostics,
  ...expressionDiagnostics,
  ...checkDiagnostics,
  ...flowDiagnostics,
  ...emitDiagnostics,
} as const;
