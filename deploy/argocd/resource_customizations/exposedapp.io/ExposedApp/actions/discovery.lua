local paused = obj.spec.rollout ~= nil and obj.spec.rollout.paused == true
local actions = {}
actions["restart"] = {}
actions["pause"] = {["disabled"] = paused}
actions["resume"] = {["disabled"] = not paused}
return actions
