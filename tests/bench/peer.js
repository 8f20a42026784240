// What a user would write instead of forumd: Node with Fastify and a pool of connections, and one bare insert, without a key,
// validation beyond the schema, a record of changes or a kept answer. Prints its port.
const fastify = require('fastify')({ logger: false });
const { Pool } = require('pg');

const pool = new Pool({ max: 16 });
const insert = {
    name: 'insert',
    text: `insert into peer (member_id, title, area, kind, indicator, unit, direction, baseline_value, target_value, starts_on, due_on)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning *`,
};
const body = {
    type: 'object',
    required: ['title', 'area', 'kind', 'starts_on', 'due_on'],
    properties: {
        title: { type: 'object' }, area: { type: 'string' }, kind: { type: 'string' }, indicator: { type: 'string' },
        unit: { type: 'string' }, direction: { type: 'string' }, baseline_value: { type: 'number' },
        target_value: { type: 'number' }, starts_on: { type: 'string', format: 'date' }, due_on: { type: 'string', format: 'date' },
    },
};

fastify.post('/v1/members/:member_id/commitments', { schema: { body } }, async (request, reply) => {
    const row = request.body;
    const made = await pool.query({
        ...insert,
        values: [request.params.member_id, row.title, row.area, row.kind, row.indicator, row.unit, row.direction,
            row.baseline_value, row.target_value, row.starts_on, row.due_on],
    });
    reply.code(201);
    return made.rows[0];
});
fastify.listen({ port: 0, host: '127.0.0.1' }).then(() => console.log(fastify.server.address().port));
