-- The same as members.lua, with a key.
local path = "/v1/members/01900000-0000-7000-8000-%012x"

wrk.headers["Authorization"] = "Bearer " .. os.getenv("KEY")

function request()
    return wrk.format("GET", path:format(math.random(1, 100000)))
end
