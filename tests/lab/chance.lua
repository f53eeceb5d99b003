-- Loses answers by chance, for who asks from the networks 10.53.0.0/16 and
-- 2001:db8:53::/48 (tests/e2e/test_lost_answers.sh). For dnsdist:
--
--   lab fault SERVER lua 'server = "SERVER" dofile(".../tests/lab/chance.lua")'
--
-- What gets lost depends on the question and on the last number of the client's
-- address, the seed, and on nothing else: nothing is started anew for another
-- seed, and the same question meets with the same fate again.
--
-- A seed also has its own share, its own ways of losing, and either one fate for
-- all addresses of the servers or one for each. Most seeds spare the way down to
-- the domain, on which everything depends. Above 200 there is no chance: 250
-- loses nothing, 201 to 205 all that one server says.
--
-- SPDX-License-Identifier: MIT

local SHARES = { 4, 10, 20, 35, 60 } -- percent
local MUTE = { [201] = "first", [202] = "second", [203] = "third",
	[204] = "services", [205] = "registry" }

-- An answer that is too long for UDP, where nobody listens to TCP.
local SHORTEN = "shorten"

local WAYS = {
	{ DNSAction.ServFail },
	{ DNSAction.Refused },
	{ DNSAction.Drop },
	{ SHORTEN },
	{ DNSAction.ServFail, DNSAction.Refused },
	{ DNSAction.Drop, DNSAction.ServFail, DNSAction.Refused, SHORTEN },
}

-- 0 to 2^23 - 1, as far as can be seen by chance.
local function hash_of(seed, text)
	local hash = seed
	for i = 1, #text do
		hash = ((hash + text:byte(i)) * 69069 + 12345) % 2147483648
	end
	for _ = 1, 3 do
		hash = (hash * 69069 + 12345) % 2147483648
	end
	return math.floor(hash / 256)
end

local function pick(list, hash)
	return list[hash % #list + 1]
end

-- The registry's referrals, and where the resolver says name servers are.
local function is_way_down(dq)
	return server == "registry" or server == "resolver" and
		(dq.qtype == DNSQType.NS or dq.qtype == DNSQType.A or
		 dq.qtype == DNSQType.AAAA)
end

function chance(dq)
	local seed = tonumber(dq.remoteaddr:toString():match("(%d+)$"))
	if seed > 200 then
		return MUTE[seed] == server and DNSAction.Drop or DNSAction.None, ""
	end
	if is_way_down(dq) and hash_of(seed, "way down") % 4 > 0 then
		return DNSAction.None, ""
	end
	local question = dq.qname:toString():lower() .. dq.qtype ..
		(dq.dh:getCD() and "unchecked" or "")
	if hash_of(seed, "each") % 2 == 0 then
		question = question .. dq.localaddr:toString()
	end
	if hash_of(seed, question) % 100 >= pick(SHARES, hash_of(seed, "share")) then
		return DNSAction.None, ""
	end
	local ways = pick(WAYS, hash_of(seed, "ways"))
	local way = pick(ways, hash_of(seed, question .. "way"))
	if way == SHORTEN then
		way = dq.tcp and DNSAction.Drop or DNSAction.Truncate
	end
	return way, ""
end

local clients = newNMG()
clients:addMask("10.53.0.0/16")
clients:addMask("2001:db8:53::/48")
addAction(NetmaskGroupRule(clients), LuaAction(chance))
