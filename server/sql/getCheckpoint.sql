-- Answers how far the chain of changes has come; it is signed on the way out.
select h.register, h.position, h.hash, h.sealed_at from registry.feed_head h;
