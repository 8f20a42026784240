-- Enters a commitment for one of the 100,000 members of fill.sql at random, each under an Idempotency-Key of its own.
local path = "/v1/members/01900000-0000-7000-8000-%012x/commitments"
local run = os.time() * 1000 + math.random(0, 999)
local count = 0

wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("KEY")
wrk.headers["Content-Type"] = "application/json"
wrk.body = os.getenv("BODY")

function request()
    count = count + 1
    wrk.headers["Idempotency-Key"] = ("bench-%d-%d-%d"):format(run, count, math.random(1, 1000000000))
    return wrk.format(nil, path:format(math.random(1, 100000)))
end
