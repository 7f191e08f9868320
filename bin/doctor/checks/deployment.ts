import { advice, config, type DoctorCheck, ok } from "../check.ts";

export default {
  name: "deployment",
  title: "Deployment",
  order: 80,
  covers: ["Document deployment process", "Create runbooks for common issues"],
  examine({ checked }) {
    if (checked.deploy !== undefined) {
      const out = "the output folder's ops/";
      return [
        ok(`image ${checked.deploy.image}; how it is brought out and back stands in ${out}README.md`),
        ok(`a runbook for each alert, with this bot's names, in ${out}runbooks/`),
      ];
    }
    return [
      advice({
        set: "nothing says how the bot is shipped",
        missing: "Dockerfile, compose.yaml, manifests, notes and runbooks",
        fix: config("deploy: { image: registry.example.org/my-team/my-bot }"),
        cost: "whoever is called at night has to find out how it runs",
      }),
    ];
  },
} satisfies DoctorCheck;
