/** What makes each alert of the bot `leased` fire, as series of `promtool test rules`: by the minute, for an hour. */
export const ALERT_CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  FurlowBotDown: { 'up{instance="a"}': "1+0x20 0+0x40" },
  // The series goes with the process that had the shard.
  FurlowShardDown: { 'furlow_shard_status{shard="3",status="connected",instance="a"}': "1+0x40 _x20" },
  FurlowGatewayLatencyHigh: { 'furlow_gateway_latency_seconds{shard="3",instance="a"}': "0.1+0x30 1.5+0x30" },
  FurlowReconnectsOften: {
    'furlow_gateway_connections_total{shard="3",how="resumed",instance="a"}': "0+1x60",
  },
  FurlowSessionStartsLow: { 'furlow_gateway_session_starts_remaining{instance="a"}': "900+0x30 40+0x30" },
  FurlowHandlersFailing: {
    'furlow_errors_total{code="E3003",instance="a"}': "0+6x60",
    'furlow_handler_duration_seconds_count{handler="command hi",instance="a"}': "0+60x60",
  },
  FurlowHandlersSlow: {
    'furlow_handler_duration_seconds_bucket{handler="command hi",le="2.5",instance="a"}': "0+50x60",
    'furlow_handler_duration_seconds_bucket{handler="command hi",le="10",instance="a"}': "0+60x60",
    'furlow_handler_duration_seconds_bucket{handler="command hi",le="+Inf",instance="a"}': "0+60x60",
  },
  FurlowInteractionsLate: {
    'furlow_rest_responses_total{method="POST",route="/interactions/:id/:token/callback",status="404",instance="a"}':
      "0+1x60",
  },
  FurlowRateLimited: { 'furlow_rest_rate_limit_wait_seconds_sum{limit="route",instance="a"}': "0+600x60" },
  FurlowInvalidRequestsHigh: { 'furlow_rest_invalid_requests{instance="a"}': "10+0x30 6000+0x30" },
  FurlowStateSlow: {
    'furlow_state_operation_duration_seconds_bucket{backend="postgres",operation="get",le="0.5",instance="a"}':
      "0+50x60",
    'furlow_state_operation_duration_seconds_bucket{backend="postgres",operation="get",le="1",instance="a"}':
      "0+60x60",
    'furlow_state_operation_duration_seconds_bucket{backend="postgres",operation="get",le="+Inf",instance="a"}':
      "0+60x60",
  },
  FurlowStateFailing: {
    'furlow_state_errors_total{backend="postgres",operation="get",instance="a"}': "0+3x60",
    'furlow_state_operation_duration_seconds_count{backend="postgres",operation="get",instance="a"}':
      "0+60x60",
  },
  FurlowEventLoopBlocked: { 'nodejs_eventloop_lag_p99_seconds{instance="a"}': "0.01+0x30 0.8+0x30" },
  FurlowMemoryHigh: { 'process_resident_memory_bytes{instance="a"}': "100000000+0x30 500000000+0x30" },
  FurlowLogLinesDropped: { 'furlow_log_lines_dropped_total{output="loki",instance="a"}': "0+0x30 0+5x30" },
};
