import { ok, openRoute, type Route, route } from "../route.ts";

const DAY = 86_400_000 /* ms */;

/** Where the gateway is, and how often it may be identified to. */
export const gatewayRoutes: Route[] = [
  openRoute("GET /gateway", ({ gateway }) => ok({ url: gateway.url })),
  route("GET /gateway/bot", ({ gateway, world }) =>
    ok({
      url: gateway.url,
      shards: world.options.recommendedShards,
      session_start_limit: {
        total: gateway.total,
        remaining: gateway.remaining,
        reset_after: DAY,
        max_concurrency: world.options.maxConcurrency,
      },
    }),
  ),
];
