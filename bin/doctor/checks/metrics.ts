import { advice, config, type DoctorCheck, ok, problem } from "../check.ts";

const ENABLE = config("analytics:\n  prometheus: { enabled: true, port: 9090 }");

export default {
  name: "metrics",
  title: "Monitoring",
  order: 50,
  covers: ["Configure monitoring (Prometheus/Grafana)"],
  examine(bot) {
    if (bot.value("analytics.prometheus.enabled") !== false)
      return [ok(`metrics for Prometheus on port ${bot.text("analytics.prometheus.port") ?? 9_090}`)];
    const missing = "figures to see a trend in, and alerts";
    const cost = "a slow handler, a full rate limit or a shard that reconnects all day is found by users";
    const finding = { set: "no metrics", missing, fix: ENABLE, cost };
    return [bot.isSpread ? problem(finding) : advice(finding)];
  },
  async live(bot, services) {
    if (bot.value("analytics.prometheus.enabled") === false) return [];
    const port = bot.text("analytics.prometheus.port") ?? "9090";
    const address = `http://${services.host}:${port}${bot.text("analytics.prometheus.path") ?? "/metrics"}`;
    const answer = await services.get(address);
    if ("failure" in answer)
      return [
        advice({
          set: `${address} does not answer`,
          missing: answer.failure,
          fix: "furlow doctor --live --host HOST, or forward the port: kubectl port-forward",
          cost: "the metrics were not read",
        }),
      ];
    const { status, text } = answer.value;
    const count = text.match(/^# TYPE /gm)?.length ?? 0;
    if (status === 200 && count > 0) return [ok(`${address} serves ${count} metrics`)];
    return [
      problem({
        set: `${address} answers ${status} with ${count} metrics`,
        fix: "see whether another program has the port",
        cost: "Prometheus gets nothing, and alerts that wait for data stay silent",
      }),
    ];
  },
} satisfies DoctorCheck;
