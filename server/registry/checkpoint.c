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
void checkpoint_write(struct buffer *out, const struct signer *signer, const PGresult *head)
{
    const char *name = render_find_value(head, 0, "register");
    const char *position = render_find_value(head, 0, "position");
    const char *hash = render_find_value(head, 0, "hash");
    char signature[SIGNER_SIGNATURE_BYTES];
    struct buffer text = {0};
    char at[RFC3339_BYTES];

    clock_format_rfc3339(clock_wall_us(), at);
    buffer_printf(&text, "forum register checkpoint 1\nregister %s\nposition %s\nhash %s\nat %s\nkey %s\n", name,
                  position, hash, at, signer_id(signer));
    signer_sign(signer, text.data, text.length, signature);
    buffer_append_char(&text, '\0');
    buffer_append_char(out, '{');
    append_text_member(out, "register", name);
    buffer_printf(out, ",\"position\":%s", position);
    append_text_member(out, "hash", hash);
    append_text_member(out, "at", at);
    append_text_member(out, "key_id", signer_id(signer));
    append_text_member(out, "text", text.data);
    append_text_member(out, "signature", signature);
    buffer_append_text(out, "}\n");
    buffer_finish(&text);
}

void checkpoint_write_key(struct buffer *out, const struct signer *signer)
{
    buffer_append_char(out, '{');
    append_text_member(out, "key_id", signer_id(signer));
    append_text_member(out, "algorithm", "Ed25519");
    append_text_member(out, "public_key", signer_public_key(signer));
    append_text_member(out, "pem", signer_public_pem(signer));
    buffer_append_text(out, "}\n");
}

static void answer(struct exchange *exchange, const struct signer *signer)
{
    struct request *request = exchange->request;

    request->answer.status = MHD_HTTP_OK;
    request->answer.content_type = "application/json";
    checkpoint_write(&request->answer.body, signer, exchange->group.result);
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

    if (!signer)
        return;
    request->answer.status = MHD_HTTP_OK;
    request->answer.content_type = "application/json";
    checkpoint_write_key(&request->answer.body, signer);
    answer_tag(request, NULL);
}
