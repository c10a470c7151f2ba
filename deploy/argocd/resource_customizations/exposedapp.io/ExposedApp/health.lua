-- Ready is the sum of an ExposedApp's conditions; Stalled says that the user must act. Ready is False without Stalled while the
-- namespace is being deleted: that is Progressing, as an object is that is being deleted itself.
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
local progressing = conditions["Progressing"]
if ready == nil then
  health.message = "waiting for the operator: its status has no condition Ready"
  return health
end

health.message = ready.message
if stalled ~= nil and stalled.status == "True" then
  health.status = "Degraded"
  health.message = stalled.message
elseif progressing ~= nil and (progressing.reason == "RolloutPaused" or progressing.reason == "ReconcileDisabled") then
  health.status = "Suspended"
  health.message = progressing.message
elseif ready.status == "True" then
  health.status = "Healthy"
end
return health
