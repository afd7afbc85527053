-- One JSON line for a request that the Core Rule Set refuses, or would: which rules, and where they
-- matched, never what. ModSecurity runs this within nginx; the build writes RULES in front of it.

-- A collection, and a member's name where it looks like a field's; names that matched are values.
local function target(matched)
  local collection, name = matched:match("^([%u_]+):?(.*)$")
  if not collection then
    return "?"
  end
  if name == "" or #name > 40 or collection:find("_NAMES$") or not name:find("^[%a_][%w_.%[%]-]*$") then
    return collection
  end
  return collection .. ":" .. name
end

local function bounded(text, pattern, most)
  return (((text or ""):match(pattern) or ""):sub(1, most):gsub('[\\"]', "\\%0"))
end

function main()
  local rules, targets = {}, {}
  for id in RULES:gmatch("%d+") do
    local matched = m.getvar("TX.hit_" .. id)
    if matched and #rules < 32 then
      rules[#rules + 1] = id
      targets[#targets + 1] = '"' .. target(matched) .. '"'
    end
  end
  io.stdout:write(string.format(
    '{"time":"%s","inspection":"%s","requestId":"%s","client":"%s","method":"%s","path":"%s",'
      .. '"score":%d,"rules":[%s],"targets":[%s]}\n',
    os.date("!%Y-%m-%dT%H:%M:%S+00:00"),
    m.getvar("TX.verdict"),
    bounded(m.getvar("UNIQUE_ID"), "^%x+", 32),
    bounded(m.getvar("REMOTE_ADDR"), "^[%x.:]+", 45),
    bounded(m.getvar("REQUEST_METHOD"), "^[%u_-]+", 16),
    bounded(m.getvar("REQUEST_URI_RAW"), "^[!->@-~]+", 256),
    tonumber(m.getvar("TX.anomaly_score")) or 0,
    table.concat(rules, ","),
    table.concat(targets, ",")))
  io.stdout:flush()
end
