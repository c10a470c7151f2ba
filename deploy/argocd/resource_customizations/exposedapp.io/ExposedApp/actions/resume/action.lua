obj.spec.rollout.paused = nil
return obj
