-- Whether a conversation began with a message passed on to somebody: what is said in it is said with them, not with the customer of the matter.
create function conversations.with_third_party(conversation uuid) returns boolean language sql stable parallel safe as $$
  select coalesce((select b.kind from conversations.message b where b.conversation_id = with_third_party.conversation order by b.at, b.id limit 1) = 'forward', false)
$$;
