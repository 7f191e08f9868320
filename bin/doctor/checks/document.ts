import { type DoctorCheck, ok, problem } from "../check.ts";

export default {
  name: "document",
  title: "Document",
  order: 0,
  covers: [],
  examine({ examined: { diagnostics, entry } }) {
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    if (errors === 0) return [ok("it compiles")];
    return [
      problem({
        set: `${errors} error${errors === 1 ? "" : "s"}: what follows goes by what could be read`,
        fix: `furlow check ${entry}`,
        cost: "nothing is built, so nothing can be shipped",
      }),
    ];
  },
} satisfies DoctorCheck;
