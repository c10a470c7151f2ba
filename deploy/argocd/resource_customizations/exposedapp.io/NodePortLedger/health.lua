-- A ledger that is exhausted, or overlaps with another one, is Healthy with a remark: what is held is served on, and Degraded
-- would end a sync before the waves that come after the ledger, among them the one that makes room.
local health = {status = "Progressing", message = "waiting for the operator: it has written no status yet"}
if obj.status == nil or obj.status.observedGeneration == nil or obj.status.observedGeneration == -1 then
  return health
end
if obj.status.observedGeneration < obj.metadata.generation then
  health.message = "waiting for the operator: its status is of generation " .. obj.status.observedGeneration
      .. ", the spec of " .. obj.metadata.generation
  return health
end

local conditions = {}
for _, condition in ipairs(obj.status.conditions or {}) do
  conditions[condition.type] = condition
end
local ready = conditions["Ready"]
local stalled = conditions["Stalled"]
if ready == nil then
  health.message = "waiting for the operator: its status has no condition Ready"
  return health
end

health.message = ready.message
if stalled ~= nil and stalled.status == "True" then
  health.status = "Degraded"
  health.message = stalled.message
elseif ready.reason == "LedgerSuspended" then
  health.status = "Suspended"
elseif ready.status == "True" then
  health.status = "Healthy"
  for _, type in ipairs({"Exhausted", "Overlapping"}) do
    if conditions[type] ~= nil and conditions[type].status == "True" then
      health.message = health.message .. "; " .. conditions[type].message
    end
  end
end
return health
