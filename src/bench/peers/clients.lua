-- wrk's requests, in turn by 64 clients as a load balancer tells of them: one client alone would meet its limit.
local requests, next = {}, 0

function init()
  for client = 1, 64 do
    requests[client] = wrk.format("GET", nil, { ["X-Forwarded-For"] = "10.0.0." .. client })
  end
end

function request()
  next = next % 64 + 1
  return requests[next]
end

-- One line that a program reads: microseconds.
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("requests=%d elapsed=%d failed=%d p50=%d p99=%d\n",
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)))
end
