import { script } from "../state/redis/script.ts";

/** Redis's own clock, in milliseconds: the same for all processes. */
export const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function whole(number) return string.format('%.0f', number) end
`;

/**
 * A lease is kept as `token:holder`. The next token is larger than all before also where the counter was lost with
 * everything else: it is at least the time, and larger than any that the process has seen.
 */
const LEASE = `${NOW}
local function held(key)
  local value = redis.call('GET', key)
  if not value then return nil, nil end
  local token, holder = value:match('^(%d+):(.*)$')
  return tonumber(token), holder
end
local function take(key, counter, seen, holder, ttl)
  local token = math.max(tonumber(redis.call('GET', counter) or 0), tonumber(seen), now) + 1
  redis.call('SET', counter, whole(token))
  redis.call('SET', key, whole(token) .. ':' .. holder, 'PX', ttl)
  return token
end
`;

/**
 * Renews everything of one process at once. KEYS: epoch, members, left, counter, leases; ARGV: holder, ttl, whether it
 * takes part, the epoch that it knows or an empty text, a name for a new epoch, the highest token that it has seen,
 * channel. Gives the epoch, its age, and the token of each lease, 0 for one that is lost.
 *
 * A new epoch means that Redis has forgotten everything: then a lease that nobody has is taken for its holder anew. In
 * the same epoch a lease that is gone has run out, and is lost. Who left does not come back: a renewal may arrive late.
 */
export const RENEW = script(`${LEASE}
local holder, ttl = ARGV[1], tonumber(ARGV[2])
local changes = false
local epoch = redis.call('GET', KEYS[1])
if not epoch then
  epoch = whole(now) .. ':' .. ARGV[5]
  redis.call('SET', KEYS[1], epoch)
end
local forgotten = ARGV[4] ~= '' and ARGV[4] ~= epoch
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', whole(now))
if ARGV[3] == '1' and not redis.call('ZSCORE', KEYS[3], holder) then
  changes = redis.call('ZADD', KEYS[2], whole(now + ttl), holder) == 1
end
local answer = { epoch, whole(now - tonumber(epoch:match('^%d+'))) }
for i = 5, #KEYS do
  local token, who = held(KEYS[i])
  if who == holder then
    redis.call('PEXPIRE', KEYS[i], ttl)
  elseif not token and forgotten then
    token = take(KEYS[i], KEYS[4], ARGV[6], holder, ttl)
    changes = true
  else
    token = 0
  end
  answer[#answer + 1] = whole(token)
end
if changes then redis.call('PUBLISH', ARGV[7], holder) end
return answer
`);

/**
 * KEYS: epoch, members, counter, lease; ARGV: holder, ttl, the epoch that it knows, the highest token that it has seen,
 * channel. Gives the token; an empty text when another process has the lease, `?` when this one does not take part.
 *
 * A lease that this process has with a token that it has not seen is the work of the same command, sent before. One
 * with a token that it has seen is over for it: it is taken anew, and what is still under way for the old one is void.
 */
export const ACQUIRE = script(`${LEASE}
local holder = ARGV[1]
local alive = tonumber(redis.call('ZSCORE', KEYS[2], holder) or 0) > now
if not alive or redis.call('GET', KEYS[1]) ~= ARGV[3] then return '?' end
local token, who = held(KEYS[4])
if token and who ~= holder then return '' end
if token and token > tonumber(ARGV[4]) then
  redis.call('PEXPIRE', KEYS[4], ARGV[2])
  return whole(token)
end
token = take(KEYS[4], KEYS[3], ARGV[4], holder, ARGV[2])
redis.call('PUBLISH', ARGV[5], holder)
return whole(token)
`);

/** KEYS: lease; ARGV: token, holder, channel. */
export const RELEASE = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] .. ':' .. ARGV[2] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', ARGV[3], ARGV[2])
return 1
`);

/** KEYS: members, left; ARGV: holder, milliseconds for which it is known to have left, channel. */
export const WITHDRAW = script(`${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', whole(now))
redis.call('ZADD', KEYS[2], whole(now + tonumber(ARGV[2])), ARGV[1])
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then redis.call('PUBLISH', ARGV[3], ARGV[1]) end
return 1
`);

/** KEYS: members, leases. Gives how many members there are, these, and for each lease its holder and what is left of it. */
export const LOOK = script(`${LEASE}
local members = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. whole(now), '+inf')
local answer = { whole(#members) }
for _, member in ipairs(members) do answer[#answer + 1] = member end
for i = 2, #KEYS do
  local token, who = held(KEYS[i])
  answer[#answer + 1] = who or ''
  answer[#answer + 1] = token and whole(redis.call('PTTL', KEYS[i])) or '0'
end
return answer
`);
