-- Asks for one of the addresses in the file that the environment's TARGETS names, at random.
local targets = {}
for line in io.lines(os.getenv("TARGETS")) do
    targets[#targets + 1] = line
end

function request()
    return wrk.format("GET", targets[math.random(1, #targets)])
end
