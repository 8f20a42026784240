-- Withdraws a published commitment, with a reason.
select registry.apply_transition('commitment', :commitment_id, 'withdraw', :if_match, :body::jsonb);

select {columns} from api.commitment where id = :commitment_id;
