import { script } from "../state/redis/script.ts";

/*
 * Of each shard there is, under one hash tag:
 * - KEYS[1], a hash: `token`, `revision` (of the last save), `saved` (JSON), `order` (the highest that was given to an
 *   entry), and under `slice:name` how many entries a slice has, and its version;
 * - `…:claims`, a hash: claims as JSON by `holder id`;
 * - `…:slice:name`, hashes: `order:JSON` by the keys of entries.
 */

const SHARD = `
local base = KEYS[1]
local token = redis.call('HGET', base, 'token')
if ARGV[1] ~= '' and token and tonumber(ARGV[1]) < tonumber(token) then return 'token' end
local function sliceKey(name) return base .. ':slice:' .. name end
local function slices()
  local names = {}
  for _, field in ipairs(redis.call('HKEYS', base)) do
    local name = field:match('^slice:(.*)$')
    if name then names[#names + 1] = name end
  end
  return names
end
`;

/**
 * ARGV: token or an empty text, time to live. Keeps the token and gives the hash of the shard; `token` when there is a
 * newer one.
 */
export const LOOK = script(`${SHARD}
if ARGV[1] ~= '' then
  redis.call('HSET', base, 'token', ARGV[1])
  redis.call('PEXPIRE', base, ARGV[2])
end
return redis.call('HGETALL', base)
`);

/** ARGV: token or an empty text, time to live. Nothing is left but the newest token. */
export const REMOVE = script(`${SHARD}
for _, name in ipairs(slices()) do redis.call('UNLINK', sliceKey(name)) end
redis.call('UNLINK', base, base .. ':claims')
local kept = ARGV[1] ~= '' and ARGV[1] or token
if kept then
  redis.call('HSET', base, 'token', kept)
  redis.call('PEXPIRE', base, ARGV[2])
end
return 'ok'
`);

/** KEYS: the claims of a shard. ARGV: of each claim its key, and the one that it gets. */
export const ADOPT = script(`
for i = 1, #ARGV, 3 do
  if redis.call('HDEL', KEYS[1], ARGV[i]) == 1 then
    redis.call('HSET', KEYS[1], ARGV[i + 1], ARGV[i + 2])
  end
end
return 'ok'
`);

/**
 * ARGV: token or an empty text, time to live, the revision that changes are of or an empty text, that of this save,
 * whether all slices are whole, what is saved, holder, number of claims, number of slices;
 * for each slice name, version, kind (`part`, `whole`, `gone`, or the key where all of it lies already), number of
 * keys to be removed, number of entries;
 * then key and value of each claim, and for each slice keys to be removed, and key and value of each entry.
 *
 * Gives `ok`; without having changed anything `token` when there is a newer one, `revision` when changes are of
 * something else than what is stored, `gone` when what was to lie there is gone.
 */
export const SAVE = script(`${SHARD}
local revision = redis.call('HGET', base, 'revision')
if revision == ARGV[4] then return 'ok' end
local isNext = revision == ARGV[3]
if not isNext and ARGV[5] ~= '1' then return 'revision' end

local at = 9
local function nextOf() at = at + 1; return ARGV[at] end
local changes = {}
for i = 1, tonumber(ARGV[9]) do
  local change = { name = nextOf(), version = nextOf(), kind = nextOf() }
  change.key = sliceKey(change.name)
  change.removed, change.entries = tonumber(nextOf()), tonumber(nextOf())
  change.lies = change.kind ~= 'part' and change.kind ~= 'whole' and change.kind ~= 'gone'
  if change.lies and redis.call('EXISTS', change.kind) == 0 then return 'gone' end
  if change.kind == 'part' then
    local known = redis.call('HGET', base, 'slice:' .. change.name)
    local count = known and tonumber(known:match('^%d+'))
    if count ~= redis.call('HLEN', change.key) then return 'revision' end
  end
  changes[i] = change
end

if not isNext then
  for _, name in ipairs(slices()) do
    redis.call('UNLINK', sliceKey(name))
    redis.call('HDEL', base, 'slice:' .. name)
  end
end

local claims, open = base .. ':claims', {}
for _ = 1, tonumber(ARGV[8]) do
  local key, value = nextOf(), nextOf()
  open[key] = true
  redis.call('HSET', claims, key, value)
end
local own = ARGV[7] .. ' '
for _, key in ipairs(redis.call('HKEYS', claims)) do
  if key:sub(1, #own) == own and not open[key] then redis.call('HDEL', claims, key) end
end

local order = tonumber(redis.call('HGET', base, 'order') or '0')
for _, change in ipairs(changes) do
  local key = change.key
  if change.kind ~= 'part' then redis.call('UNLINK', key) end
  if change.lies then
    redis.call('RENAME', change.kind, key)
    order = math.max(order, redis.call('HLEN', key))
  end
  for _ = 1, change.removed do redis.call('HDEL', key, nextOf()) end
  for _ = 1, change.entries do
    local entry, value = nextOf(), nextOf()
    local known = change.kind == 'part' and redis.call('HGET', key, entry)
    local place = known and known:match('^%d+')
    if not place then
      order = order + 1
      place = string.format('%.0f', order)
    end
    redis.call('HSET', key, entry, place .. ':' .. value)
  end
  if change.kind == 'gone' then redis.call('HDEL', base, 'slice:' .. change.name)
  else redis.call('HSET', base, 'slice:' .. change.name, redis.call('HLEN', key) .. ':' .. change.version) end
end

redis.call('HSET', base, 'revision', ARGV[4], 'saved', ARGV[6], 'order', string.format('%.0f', order))
if ARGV[1] ~= '' then redis.call('HSET', base, 'token', ARGV[1]) end
redis.call('PEXPIRE', base, ARGV[2])
redis.call('PEXPIRE', claims, ARGV[2])
for _, name in ipairs(slices()) do redis.call('PEXPIRE', sliceKey(name), ARGV[2]) end
return 'ok'
`);
