#include "registry/checkpoint.h"

#include <string.h>

#include "base/clock.h"
#include "base/signer.h"
#include "http/answer.h"
#include "http/render.h"
#include "registry/exchange_inside.h"

static const struct signer *signer_of(struct request *request)
{
    const struct registry *registry = request->registry;

    if (!registry->signer)
        request_refuse(request, PROBLEM_NOT_FOUND,
                       "This register signs no checkpoints: it was started without --signing-key.");
    return registry->signer;
}

static void append_text_member(struct buffer *out, const char *name, const char *value)
{
    buffer_printf(out, "%s\"%s\":", out->length > 1 ? "," : "", name);
    render_string(out, value, strlen(value));
}

/* What is signed says what it is of, so that it is taken for nothing else; docs/verify.md has it line by line. */
static void answer(struct exchange *exchange, const struct signer *signer)
{
    struct request *request = exchange->request;
    const PGresult *result = exchange->group.result;
    const char *position = render_find_value(result, 0, "position");
    struct buffer *out = &request->answer.body;
    char signature[SIGNER_SIGNATURE_BYTES];
    char at[RFC3339_BYTES];
    const char *text;

    clock_format_rfc3339(clock_wall_us(), at);
    text =
        arena_printf(&request->arena, "forum register checkpoint 1\nregister %s\nposition %s\nhash %s\nat %s\nkey %s\n",
                     render_find_value(result, 0, "register"), position, render_find_value(result, 0, "hash"), at,
                     signer_id(signer));
    signer_sign(signer, text, strlen(text), signature);
    request->answer.status = MHD_HTTP_OK;
    request->answer.content_type = "application/json";
    buffer_append_char(out, '{');
    append_text_member(out, "register", render_find_value(result, 0, "register"));
    buffer_printf(out, ",\"position\":%s", position);
    append_text_member(out, "hash", render_find_value(result, 0, "hash"));
    append_text_member(out, "at", at);
    append_text_member(out, "key_id", signer_id(signer));
    append_text_member(out, "text", text);
    append_text_member(out, "signature", signature);
    buffer_append_text(out, "}\n");
}

static void finish(struct group *group)
{
    struct exchange *exchange = group->owner;
    const struct registry *registry = exchange->request->registry;

    if (group->outcome == GROUP_DONE)
        answer(exchange, registry->signer);
    else
        exchange_tell_failure(exchange);
    exchange_resume(exchange);
}

bool checkpoint_start(struct exchange *exchange)
{
    struct request *request = exchange->request;

    if (!signer_of(request))
        return false;
    exchange->group.done = finish;
    if (!exchange_compose(exchange, "")) {
        request_refuse(request, PROBLEM_UNAVAILABLE, "Too many different requests are under way.");
        return false;
    }
    if (!exchange_submit(exchange, request->key_id ? LANE_OWN : LANE_PUBLIC))
        return false;
    exchange_suspend(request);
    return true;
}

void checkpoint_answer_key(struct request *request)
{
    const struct signer *signer = signer_of(request);
    struct buffer *out = &request->answer.body;

    if (!signer)
        return;
    request->answer.status = MHD_HTTP_OK;
    request->answer.content_type = "application/json";
    buffer_append_char(out, '{');
    append_text_member(out, "key_id", signer_id(signer));
    append_text_member(out, "algorithm", "Ed25519");
    append_text_member(out, "public_key", signer_public_key(signer));
    append_text_member(out, "pem", signer_public_pem(signer));
    buffer_append_text(out, "}\n");
    answer_tag(request, NULL);
}
