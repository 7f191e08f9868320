import { script } from "./script.ts";

/**
 * Redis keeps a value as the JSON that this process wrote. Scripts take it apart as text, and put it together again
 * of the same pieces: Redis's own JSON library turns empty lists into maps and loses digits of numbers.
 */
const PIECES = `
local function afterString(text, at)
  at = at + 1
  while true do
    at = text:find('["\\\\]', at)
    if text:byte(at) == 34 then return at + 1 end
    at = at + 2
  end
end

-- The items of a list, or the entries of a map, as they are written.
local function pieces(text)
  local found, from, depth, at, last = {}, 2, 0, 2, #text
  while true do
    at = text:find('["%[%]{},]', at)
    local char = text:byte(at)
    if at == last then break end
    if char == 34 then
      at = afterString(text, at)
    else
      if char == 91 or char == 123 then depth = depth + 1
      elseif char == 93 or char == 125 then depth = depth - 1
      elseif depth == 0 then
        found[#found + 1] = text:sub(from, at - 1)
        from = at + 1
      end
      at = at + 1
    end
  end
  if last > 2 then found[#found + 1] = text:sub(from, last - 1) end
  return found
end

local equal

local function equalMaps(a, b)
  local first, second, values = pieces(a), pieces(b), {}
  if #first ~= #second then return false end
  for _, entry in ipairs(second) do
    local behind = afterString(entry, 1)
    values[entry:sub(1, behind - 1)] = entry:sub(behind + 1)
  end
  for _, entry in ipairs(first) do
    local behind = afterString(entry, 1)
    local other = values[entry:sub(1, behind - 1)]
    if other == nil or not equal(entry:sub(behind + 1), other) then return false end
  end
  return true
end

function equal(a, b)
  if a == b then return true end
  local kind = a:sub(1, 1)
  if kind ~= b:sub(1, 1) then return false end
  if kind == '{' then return equalMaps(a, b) end
  if kind ~= '[' then return false end
  local first, second = pieces(a), pieces(b)
  if #first ~= #second then return false end
  for i = 1, #first do
    if not equal(first[i], second[i]) then return false end
  end
  return true
end
`;

/** What was done under an operation's id is not done again, for as many milliseconds as the last of ARGV says. */
const ONCE = `
local done = redis.call('GET', KEYS[2])
local function finish(result)
  redis.call('SET', KEYS[2], result, 'PX', ARGV[#ARGV])
  return result
end
local function store(value, ttl)
  if ttl == '' then redis.call('SET', KEYS[1], value)
  else redis.call('SET', KEYS[1], value, 'PX', ttl) end
end
`;

/** ARGV: by, initial, ttl or an empty text. */
export const INCREMENT = script(`${ONCE}
if done then return done end
local value = redis.call('GET', KEYS[1])
local number = value and value:match('^-?%d[%d.eE+-]*$') and tonumber(value) or tonumber(ARGV[2])
local sum = string.format('%.17g', number + tonumber(ARGV[1]))
store(sum, ARGV[3])
return finish(sum)
`);

/** ARGV: rate, duration. Gives the milliseconds to wait, or an empty text. */
export const USE = script(`${ONCE}
if done then return done end
local uses = redis.call('GET', KEYS[1])
if not uses then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[2])
  return finish('')
end
if tonumber(uses) < tonumber(ARGV[1]) then
  redis.call('INCR', KEYS[1])
  return finish('')
end
return tostring(redis.call('PTTL', KEYS[1]))
`);

/**
 * ARGV: kind of change, initial value, ttl or an empty text, most entries, most bytes,
 * then what the kind takes. Gives the new value, or `!` and the code of what is wrong.
 */
export const CHANGE = script(`${PIECES}${ONCE}
if done then return redis.call('GET', KEYS[1]) end
local kind, most = ARGV[1], tonumber(ARGV[4])
local value = redis.call('GET', KEYS[1]) or ARGV[2]
local ofMap = kind == 'setEntry' or kind == 'deleteEntry'
local brackets = ofMap and '{}' or '[]'
if value:sub(1, 1) ~= brackets:sub(1, 1) then value = brackets end
local held = pieces(value)

local function place()
  if kind == 'removeAt' then
    local index = tonumber(ARGV[6])
    if index < 0 then index = #held + index end
    return index >= 0 and index < #held and index + 1 or nil
  end
  local start = ARGV[6] .. ':'
  for i, piece in ipairs(held) do
    if ofMap and piece:sub(1, #start) == start or not ofMap and equal(piece, ARGV[6]) then return i end
  end
end

if kind == 'push' then held[#held + 1] = ARGV[6]
elseif kind == 'setEntry' then held[place() or #held + 1] = ARGV[6] .. ':' .. ARGV[7]
else
  local at = place()
  if at then table.remove(held, at) end
end
if (kind == 'push' or kind == 'setEntry') and #held > most then return '!E_ARRAY_TOO_LONG' end
value = brackets:sub(1, 1) .. table.concat(held, ',') .. brackets:sub(2, 2)
if #value > tonumber(ARGV[5]) then return '!E_VALUE_TOO_LARGE' end
store(value, ARGV[3])
finish('1')
return value
`);
