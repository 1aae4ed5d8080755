-- Who are the actors in the trade, with which goods, partners and routes?
SELECT actor, kind, country, flows, goods, partners, routes
FROM actor_activity
WHERE flows > 0
ORDER BY flows DESC, actor, actor_id
LIMIT 8;
