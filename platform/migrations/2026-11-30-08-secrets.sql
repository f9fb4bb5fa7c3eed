-- What is shown only once was kept in the answers of a day or two: the API keys made since then.
update platform.idempotency set reply = (reply::jsonb - 'key')::json where route like 'POST /org/keys %' and json_typeof(reply) = 'object';
