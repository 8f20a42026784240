-- Asks for one of the 100,000 members of fill.sql at random.
local path = "/v1/members/01900000-0000-7000-8000-%012x"

function request()
    return wrk.format("GET", path:format(math.random(1, 100000)))
end
